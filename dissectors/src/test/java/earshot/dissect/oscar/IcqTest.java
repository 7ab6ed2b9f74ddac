package earshot.dissect.oscar;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What only ICQ has: typed messages on channel 4, the server relay on channel 2, and family 15.
class IcqTest {
    private static final byte FE = (byte) 0xfe;

    private static Dialogue me() {
        return Dialogue.tcp(5190).with(new Oscar()).client(logon()).server(welcome("100100"));
    }

    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("service") && !line.startsWith("session"))
                .filter(line -> !line.equals("presence 100100 online"))
                .toList();
    }

    /// `|` stands for the FE between fields.
    private static byte[] fields(String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        for (int i = 0; i < bytes.length; i++) if (bytes[i] == '|') bytes[i] = FE;
        return bytes;
    }

    @ParameterizedTest(name = "type {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "0x01; hello; message chat delivered 123456 -> 100100 \"hello\"",
                "0x04; look|http://x.example/a.exe; message chat delivered 123456 -> 100100 \"look\\nhttp://x.example/a.exe\"",
                "0x04; |http://x.example/; message chat delivered 123456 -> 100100 \"http://x.example/\"",
                "0x06; nick|first|last|m@x|1|please; contact 123456 requested 100100\\nmessage system delivered 123456 -> 100100 \"please\"",
                "0x07; no way; message system delivered 123456 -> 100100 \"no way\"",
                "0x08; ''; contact 123456 allowed 100100",
                "0x0c; nick|first|last|m@x; contact 123456 added 100100",
                "0x0d; Jo|||jo@x.example|3|Sender IP: 192.0.2.9; message chat delivered jo@x.example -> 100100 \"Sender IP: 192.0.2.9\"",
                "0x0e; Jo|||jo@x.example|3|Subject: hi; message chat delivered jo@x.example -> 100100 \"Subject: hi\"",
                "0x13; 2|555|Al|666|Bo; message chat delivered 123456 -> 100100 \"555 Al\\n666 Bo\"",
                "0xe8; ''; lookup 123456 about 100100 \"away text\"",
            })
    void typedMessages(String type, String text, String expected) {
        byte[] sent = fields(text, StandardCharsets.US_ASCII);
        Dialogue dialogue = me().server(icq(Snac.MESSAGE_IN, user("123456"), 123456, Integer.decode(type), sent));
        assertEquals(expected.replace("\\n", "\n"), String.join("\n", lines(dialogue)));
    }

    @Test
    void theFieldMarkIsALetterInCyrillic() {
        Charset cyrillic = Charset.forName("windows-1251");
        byte[] text = fields("ник|||m@x|1|отправляю тебе новую ссылку, посмотри пожалуйста", cyrillic);
        assertEquals(
                "message system delivered 123456 -> 100100 \"отправляю тебе новую ссылку, посмотри пожалуйста\"",
                lines(me().server(icq(Snac.MESSAGE_IN, user("123456"), 123456, 6, text)))
                        .getLast());
    }

    @Test
    void theNumberInsideNamesWhoSendsAndShowsAForger() {
        Dialogue late = Dialogue.tcp(5190)
                .with(new Oscar())
                .midStream()
                .client(icq(Snac.MESSAGE_OUT, s8("123456"), 100100, 1, ascii("hi")))
                .server(icq(Snac.MESSAGE_IN, user("123456"), 999999, 1, ascii("boo")));
        assertEquals(
                List.of(
                        "message chat sent 100100 -> 123456 \"hi\"",
                        "anomaly sender-mismatch \"the server says 123456, the message 999999\"",
                        "message chat delivered 123456 -> 100100 \"boo\""),
                lines(late).stream()
                        .filter(line -> !line.startsWith("identity"))
                        .toList());
    }

    @Test
    void anOldFileRequest() {
        byte[] request = snac(
                Snac.MESSAGE_IN,
                COOKIE,
                u16(4),
                user("123456"),
                tlv(
                        5,
                        le32(123456),
                        u8(3),
                        u8(0),
                        les(ascii("my photo")),
                        u32(0),
                        les(ascii("me.jpg.scr")),
                        le32(38912)));
        assertEquals(
                List.of(
                        "file offered 123456 -> 100100 \"me.jpg.scr\" 38912",
                        "message chat delivered 123456 -> 100100 \"my photo\""),
                lines(me().server(request)));
    }

    /// The relay's two counted headers, then type, flags, status, priority, counted text, colours, counted
    /// GUID.
    private static byte[] relay(int type, byte[] text, String guid) {
        byte[] first = join(le16(9), new byte[16], new byte[9]), second = join(le16(0xffff), new byte[12]);
        byte[] tail = guid.isEmpty() ? new byte[0] : join(new byte[8], le32(guid.length()), ascii(guid));
        return join(
                le16(first.length),
                first,
                le16(second.length),
                second,
                u8(type),
                u8(0),
                le16(0),
                le16(1),
                les(text),
                tail);
    }

    private static byte[] relayed(byte[] relay) {
        return rendezvous(
                Snac.MESSAGE_IN, user("123456"), 0, capability(0x1349), tlv(0x0a, u16(1)), tlv(0x2711, relay));
    }

    @Test
    void relayedMessages() {
        byte[] rtf =
                ascii("{\\rtf1\\ansi\\ansicpg1251{\\fonttbl{\\f0 Arial;}}\\f0 \\'ef\\'f0\\'e8\\'e2\\'e5\\'f2\\par ok}");
        assertEquals(
                List.of(
                        "message chat delivered 123456 -> 100100 \"grüß dich\"",
                        "message chat delivered 123456 -> 100100 \"привет\nok\"",
                        "message chat delivered 123456 -> 100100 \"see\nhttp://x.example\"",
                        "contact 123456 added 100100"),
                lines(me().server(relayed(relay(
                                1,
                                "grüß dich".getBytes(StandardCharsets.UTF_8),
                                "{0946134E-4C7F-11D1-8222-444553540000}")))
                        .server(relayed(relay(1, rtf, "{97B12751-243C-4334-AD22-D6ABF73F1492}")))
                        .server(relayed(relay(4, fields("see|http://x.example", StandardCharsets.US_ASCII), "")))
                        .server(relayed(relay(0x0c, fields("a|b|c|d", StandardCharsets.US_ASCII), "")))));
    }

    @Test
    void anAwayTextAskedFor() {
        byte[] answer =
                snac(Snac.CLIENT_REPLY, COOKIE, u16(2), s8("123456"), u16(3), relay(0xe9, ascii("on the phone"), ""));
        byte[] acknowledged = snac(Snac.CLIENT_REPLY, COOKIE, u16(2), s8("123456"), u16(3), relay(1, ascii(""), ""));
        assertEquals(
                List.of("presence 123456 busy \"on the phone\""),
                lines(me().server(answer).server(acknowledged)));
    }

    @Test
    void storedMessagesBringTheirTime() {
        // u32 sender, u16 year, month, day, hour, minute, u8 type, u8 flags, text
        byte[] stored = join(le32(654321), le16(2003), hex("07 0e 12 1e 01 00"), les(ascii("hello")));
        var events =
                me().server(extension(Snac.ICQ_REPLY, 100100, 0x0041, stored)).events();
        var message = events.stream()
                .filter(e -> e instanceof earshot.event.ImEvent.Message)
                .map(e -> (earshot.event.ImEvent.Message) e)
                .findFirst()
                .orElseThrow();
        assertEquals("message offline delivered 654321 -> 100100 \"hello\"", earshot.kit.Lines.of(message));
        assertEquals(
                java.time.Instant.parse("2003-07-14T18:30:00Z").getEpochSecond(), message.statedTime() / 1_000_000_000);
    }

    @Test
    void theOwnNumberIsInEveryRequest() {
        assertEquals(
                List.of("message chat sent 100100 -> bob \"hi\""),
                lines(Dialogue.tcp(5190)
                        .with(new Oscar())
                        .midStream()
                        .client(extension(Snac.ICQ_REQUEST, 100100, 0x003c))
                        .client(send("bob", said("hi")))));
    }

    @Test
    void directoryQueriesAndTheirAnswers() {
        byte[] basic = join(
                le16(0x00c8),
                u8(0x0a),
                les(ascii("Jo")),
                les(ascii("Joan")),
                les(ascii("Doe")),
                les(ascii("jo@x.example")),
                les(ascii("Ulm")),
                les(ascii("")),
                les(ascii("+49 731 1")),
                les(ascii("")),
                les(ascii("")),
                les(ascii("")),
                les(ascii("")));
        assertEquals(
                List.of(
                        "lookup 100100 about 555555 \"search by number\"",
                        "lookup 100100 about jo@x.example \"search by e-mail address\"",
                        "lookup 100100 about 555555 \"nick: Jo\nfirst name: Joan\nlast name: Doe\ne-mail: jo@x.example\n"
                                + "city: Ulm\nphone: +49 731 1\""),
                lines(me().client(extension(Snac.ICQ_REQUEST, 100100, 0x07d0, le16(0x051f), le32(555555)))
                        .client(extension(Snac.ICQ_REQUEST, 100100, 0x07d0, le16(0x0529), les(ascii("jo@x.example"))))
                        .server(extension(Snac.ICQ_REPLY, 100100, 0x07da, basic))));
    }

    @Test
    void anSms() {
        byte[] xml = ascii("<icq_sms_message><destination>+4917012345</destination>"
                + "<text>at 8 &amp; not later</text></icq_sms_message>\0");
        byte[] body = join(le16(0x1482), le16(1), le16(22), new byte[16], tlv(0, xml));
        assertEquals(
                List.of("message chat sent 100100 -> +4917012345 \"at 8 & not later\""),
                lines(me().client(extension(Snac.ICQ_REQUEST, 100100, 0x07d0, body))));
    }
}

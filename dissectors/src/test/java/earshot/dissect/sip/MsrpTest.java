package earshot.dissect.sip;

import static earshot.dissect.sip.Wire.answer;
import static earshot.dissect.sip.Wire.only;
import static earshot.dissect.sip.Wire.toBen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Message sessions, alone and with the dialog that set them up. The two chunks of the first test were put through
/// tshark, which sees the same methods, ranges, bodies and end lines.
class MsrpTest {
    private static final int ANN = 0xcb007101, BEN = 0xcb007102;
    private static final String PATHS =
            "To-Path: msrp://203.0.113.2:8888/9di4;tcp\r\nFrom-Path: msrp://203.0.113.1:7777/iau3;tcp\r\n";

    private static String send(String id, String more, String body, char flag) {
        return "MSRP " + id + " SEND\r\n" + PATHS + more + "\r\n\r\n" + body + "\r\n-------" + id + flag + "\r\n";
    }

    private static String ok(String id) {
        return "MSRP " + id + " 200 OK\r\nTo-Path: msrp://203.0.113.1:7777/iau3;tcp\r\n"
                + "From-Path: msrp://203.0.113.2:8888/9di4;tcp\r\n-------" + id + "$\r\n";
    }

    private static List<String> said(Dialogue dialogue) {
        return only(dialogue.lines(), "message", "file", "call", "identity");
    }

    /// cases.json, msrp_chunks: one message in two chunks.
    @Test
    void chunksAreOneMessage() {
        String one = "Message-ID: m1\r\nByte-Range: 1-5/11\r\nContent-Type: text/plain";
        String two = "Message-ID: m1\r\nByte-Range: 6-11/11\r\nContent-Type: text/plain";
        String other = "Message-ID: m2\r\nByte-Range: 1-*/*\r\nContent-Type: text/plain";
        assertEquals(
                List.of(
                        "message chat sent ?192.0.2.1 -> ?192.0.2.2 \"between -------\r\n-------x\"",
                        "message chat sent ?192.0.2.1 -> ?192.0.2.2 \"Hello world\""),
                said(Dialogue.tcp(2855)
                        .client(send("d93kswow", one, "Hello", '+'))
                        .server(ok("d93kswow"))
                        .client(send("aaaa", other, "between -------\r\n-------x", '$'))
                        .client(send("op2nc9a", two, " world", '$'))
                        .server(ok("op2nc9a"))));
    }

    @Test
    void whatBindsTheConnectionSaysNothing() {
        String bind = "MSRP b1nd SEND\r\n" + PATHS + "Message-ID: m0\r\nByte-Range: 1-0/0\r\n-------b1nd$\r\n";
        String report = "MSRP r1 REPORT\r\n" + PATHS + "Message-ID: m1\r\nByte-Range: 1-2/2\r\nStatus: 000 200 OK\r\n"
                + "-------r1$\r\n";
        assertEquals(
                List.of("message chat sent ann@ex.org -> ben@ex.org \"hé\""),
                said(Dialogue.tcp(2855)
                        .client(bind)
                        .server(ok("b1nd"))
                        .client(report)
                        .client(send(
                                "c1",
                                "Message-ID: m1\r\nByte-Range: 1-100/100\r\nContent-Type: message/cpim",
                                "From: <sip:ann@ex.org>\r\nTo: <sip:ben@ex.org>\r\nDateTime: 2026-11-20T10:00:00+01:00\r\n"
                                        + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nhé",
                                '$'))));
    }

    @Test
    void whatIsGivenUpIsNoMessage() {
        String more = "Message-ID: m1\r\nByte-Range: 1-*/11\r\nContent-Type: text/plain";
        assertEquals(List.of(), said(Dialogue.tcp(2855).client(send("d93kswow", more, "Hel", '#'))));
    }

    private static String sdp(String address, String path, String more) {
        return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=message "
                + path.replaceAll(".*:(\\d+)/.*", "$1")
                + " TCP/MSRP *\r\na=accept-types:message/cpim text/plain\r\na=path:"
                + path + "\r\n" + more;
    }

    private static Dialogue agreed(String offer, String answer, Dialogue session) {
        String type = "Content-Type: application/sdp";
        return Dialogue.udp(5060)
                .client(toBen("INVITE", 1, type, sdp("203.0.113.1", "msrp://203.0.113.1:7777/iau3;tcp", offer)))
                .server(answer(200, "INVITE", 1, type, sdp("203.0.113.2", "msrp://203.0.113.2:8888/9di4;tcp", answer)))
                .then(session);
    }

    @Test
    void theDialogNamesTheParties() {
        Dialogue session = Dialogue.tcp(8888)
                .between(ANN, BEN)
                .client(send("t1", "Message-ID: m1\r\nContent-Type: text/plain", "hi Ben", '$'))
                .server(send("t2", "Message-ID: m2\r\nContent-Type: text/plain", "hi Ann", '$')
                        .replace(
                                PATHS,
                                "To-Path: msrp://203.0.113.1:7777/iau3;tcp\r\n"
                                        + "From-Path: msrp://203.0.113.2:8888/9di4;tcp\r\n"));
        assertEquals(
                List.of(
                        "message chat sent ann@ex.org -> ben@ex.org \"hi Ben\"",
                        "message chat delivered ben@ex.org -> ann@ex.org \"hi Ann\""),
                said(agreed("", "", session)));
    }

    /// RFC 7701: the description says that it is a room, the envelope who speaks in it.
    @Test
    void aChatRoomIsARoom() {
        String envelope = "From: <sip:carl@ex.org>\r\nTo: <sip:ben@ex.org>\r\n\r\nContent-Type: text/plain\r\n\r\n";
        Dialogue session = Dialogue.tcp(8888)
                .between(ANN, BEN)
                .server(send("t2", "Message-ID: m2\r\nContent-Type: message/cpim", envelope + "hi all", '$')
                        .replace(
                                PATHS,
                                "To-Path: msrp://203.0.113.1:7777/iau3;tcp\r\n"
                                        + "From-Path: msrp://203.0.113.2:8888/9di4;tcp\r\n"));
        assertEquals(
                List.of("message chat delivered carl@ex.org -> ben@ex.org (ben@ex.org) \"hi all\""),
                said(agreed("", "a=chatroom:nickname private-messages\r\n", session)));
    }

    /// RFC 5547; the bytes hold every value, end lines of other transactions too; every cut of the packets.
    @Test
    void aFileIsRecoveredByteForByte() throws Exception {
        byte[] bytes = new byte[5000];
        new Random(4).nextBytes(bytes);
        byte[] trap = "\r\n-------t9$\r\n\r\n-------t1x\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(trap, 0, bytes, 1990, trap.length);
        String file = "a=sendonly\r\na=file-selector:name:\"my cake.jpg\" type:image/jpeg size:5000\r\n"
                + "a=file-transfer-id:x\r\n";
        Dialogue session = Dialogue.tcp(8888).between(ANN, BEN);
        int at = 0;
        for (String id : List.of("t1", "t2", "t3")) {
            int n = Math.min(2048, bytes.length - at);
            String head = "MSRP " + id + " SEND\r\n" + PATHS + "Message-ID: f1\r\nByte-Range: " + (at + 1) + "-"
                    + (at + n) + "/5000\r\nContent-Type: image/jpeg\r\n\r\n";
            session.client(head);
            session.client(java.util.Arrays.copyOfRange(bytes, at, at + n));
            at += n;
            session.client("\r\n-------" + id + (at == bytes.length ? "$" : "+") + "\r\n")
                    .server(ok(id));
        }
        List<String> expected = List.of(
                "file offered ann@ex.org -> ben@ex.org \"my cake.jpg\" 5000",
                "file accepted ann@ex.org -> ben@ex.org \"my cake.jpg\" 5000",
                "file complete ann@ex.org -> ben@ex.org \"my cake.jpg\" 5000 got 5000 md5 " + md5(bytes));
        Dialogue whole = agreed(file, "a=recvonly\r\n", session);
        assertEquals(expected, said(whole));
        for (int longest : List.of(1, 7, 300)) assertEquals(expected, said(whole.cut(new Random(longest), longest)));
    }

    private static String md5(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    @Test
    void aFileWithAHoleSaysWhere() {
        String head = "MSRP t1 SEND\r\n" + PATHS + "Message-ID: f1\r\nByte-Range: 1-30/30\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        List<String> lines = said(Dialogue.tcp(2855)
                .client(head)
                .client("0123456789")
                .clientGap(10)
                .client("abcdefghij\r\n-------t1$\r\n"));
        assertEquals(1, lines.size());
        String line = lines.getFirst();
        assertEquals("file partial ?192.0.2.1 -> ?192.0.2.2 30 got 20 ", line.substring(0, line.indexOf("md5")));
        assertEquals("missing 10-19", line.substring(line.indexOf("missing")));
    }

    @Test
    void aSessionMayBeJoinedInTheMiddle() {
        String more = "Message-ID: m1\r\nContent-Type: text/plain";
        assertEquals(
                List.of("message chat sent ?192.0.2.1 -> ?192.0.2.2 \"here\""),
                said(Dialogue.tcp(9)
                        .midStream()
                        .client("st of it\r\n-------zzzz$\r\n" + send("t1", more, "here", '$'))));
    }
}

package earshot.dissect.msnp.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.dissect.msnp.Msnp;
import earshot.kit.Dialogue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files, pictures and calls between peers: relayed by a switchboard in both versions of the packets, and direct.
class PeersTest {
    private static final String MD5_OF_ABCDEF = "e80b5017098950fc58aad83c8c14978e";
    private static final int SESSION = 0x1234;
    private static final int FILE_DATA = 0x1000030, OBJECT_DATA = 0x20;

    private static Dialogue alice() {
        return Dialogue.tcp(1863)
                .client("USR 1 alice@example.com 17262740.1050826919.32308\r\n")
                .server("USR 1 OK alice@example.com Alice\r\nJOI bob@example.com Bob 0\r\n");
    }

    /// Version 1: 48 bytes little-endian, the piece.
    private static byte[] packet(int session, int message, long offset, long total, int flags, byte[] data) {
        return ByteBuffer.allocate(48 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(session)
                .putInt(message)
                .putLong(offset)
                .putLong(total)
                .putInt(data.length)
                .putInt(flags)
                .putInt(77) // acknowledgement id
                .putInt(0)
                .putLong(0)
                .put(data)
                .array();
    }

    /// Version 2: header (8, opcode 0, length, sequence), data header (8 or 20: kind, package, session, what
    /// remains), the piece.
    private static byte[] packet2(int session, int number, int kind, long remaining, byte[] data) {
        int header = remaining > 0 ? 20 : 8;
        ByteBuffer out = ByteBuffer.allocate(8 + header + data.length)
                .put((byte) 8)
                .put((byte) 0)
                .putShort((short) (header + data.length))
                .putInt(1000)
                .put((byte) header)
                .put((byte) kind)
                .putShort((short) number)
                .putInt(session);
        // A field of type 1: 8 bytes that remain; two zeros fill up.
        if (remaining > 0) out.put((byte) 1).put((byte) 8).putLong(remaining).putShort((short) 0);
        return out.put(data).array();
    }

    /// A packet as the body of a message, with the footer.
    private static byte[] relayed(String head, byte[] packet) {
        byte[] fields = "MIME-Version: 1.0\r\nContent-Type: application/x-msnmsgrp2p\r\nP2P-Dest: %s\r\n\r\n"
                .formatted(head.startsWith("MSG bob") ? "alice@example.com" : "bob@example.com")
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes((head + " " + (fields.length + packet.length + 4) + "\r\n").getBytes(StandardCharsets.UTF_8));
        all.writeBytes(fields);
        all.writeBytes(packet);
        all.writeBytes(new byte[] {0, 0, 0, 2});
        return all.toByteArray();
    }

    private static byte[] invite(String guid, String context) {
        return slp(
                "INVITE MSNMSGR:bob@example.com MSNSLP/1.0",
                "EUF-GUID: {" + guid + "}\r\nSessionID: " + SESSION + "\r\nAppID: 2\r\nContext: " + context
                        + "\r\n\r\n");
    }

    private static byte[] slp(String start, String body) {
        return (start + "\r\nTo: <msnmsgr:bob@example.com>\r\nFrom: <msnmsgr:alice@example.com>\r\n"
                        + "CSeq: 0\r\nCall-ID: {F873-1}\r\nContent-Type: application/x-msnmsgr-sessionreqbody\r\n"
                        + "Content-Length: " + (body.length() + 1) + "\r\n\r\n" + body + "\0")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Length of all, version, size, type, name in 520 bytes, and what is unused.
    private static String file(String name, long size) {
        byte[] utf16 = name.getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer out = ByteBuffer.allocate(574).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(574).putInt(2).putLong(size).putInt(1).put(utf16);
        return Base64.getEncoder().encodeToString(out.array());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> said(Dialogue dialogue) {
        return dialogue.lines().stream().filter(l -> !l.startsWith("service")).toList();
    }

    private static final String FILE = "5D3E02AB-6190-11D3-BBBB-00C04F795683";

    @Test
    void aFileThroughASwitchboard() {
        byte[] invite = invite(FILE, file("plan ä.doc", 6));
        byte[] first = java.util.Arrays.copyOf(invite, 500);
        byte[] second = java.util.Arrays.copyOfRange(invite, 500, invite.length);
        List<String> lines = said(alice().with(new Msnp())
                .client(relayed("MSG 3 D", packet(0, 1, 0, invite.length, 0, first)))
                .client(relayed("MSG 4 D", packet(0, 1, 500, invite.length, 0, second)))
                .server(relayed("MSG bob@example.com Bob", packet(0, 9, 0, 10, 2, new byte[0])))
                .server(relayed(
                        "MSG bob@example.com Bob",
                        whole(slp("MSNSLP/1.0 200 OK", "SessionID: " + SESSION + "\r\n\r\n"))))
                .client(relayed("MSG 5 D", packet(SESSION, 2, 0, 4, 0, new byte[4])))
                .client(relayed("MSG 6 D", packet(SESSION, 3, 0, 6, FILE_DATA, bytes("abc"))))
                .client(relayed("MSG 7 D", packet(SESSION, 3, 3, 6, FILE_DATA, bytes("def")))));
        assertEquals(
                List.of(
                        "file offered alice@example.com -> bob@example.com \"plan ä.doc\" 6",
                        "file accepted alice@example.com -> bob@example.com \"plan ä.doc\" 6",
                        "file complete alice@example.com -> bob@example.com \"plan ä.doc\" 6 got 6 md5 "
                                + MD5_OF_ABCDEF),
                lines);
    }

    private static byte[] whole(byte[] slp) {
        return packet(0, 10, 0, slp.length, 0, slp);
    }

    @Test
    void version2() {
        byte[] invite = invite(FILE, file("a.bin", 6));
        byte[] first = java.util.Arrays.copyOf(invite, 700);
        byte[] second = java.util.Arrays.copyOfRange(invite, 700, invite.length);
        List<String> lines = said(alice().with(new Msnp())
                // Kinds: 1 the first piece, 0 another one, 6 a file's.
                .client(relayed("MSG 3 D", packet2(0, 1, 1, second.length, first)))
                .client(relayed("MSG 4 D", packet2(0, 1, 0, 0, second)))
                .client(relayed("MSG 5 D", packet2(SESSION, 2, 7, 4, bytes("ab"))))
                .client(relayed("MSG 6 D", packet2(SESSION, 2, 6, 2, bytes("cd"))))
                .client(relayed("MSG 7 D", packet2(SESSION, 2, 6, 0, bytes("ef")))));
        assertEquals(
                List.of(
                        "file offered alice@example.com -> bob@example.com \"a.bin\" 6",
                        "file complete alice@example.com -> bob@example.com \"a.bin\" 6 got 6 md5 " + MD5_OF_ABCDEF),
                lines);
    }

    @Test
    void aDisplayPictureGoesToWhoAsksForIt() {
        String object =
                "<msnobj Creator=\"bob@example.com\" Size=\"6\" Type=\"3\" Location=\"TFR2B.tmp\" Friendly=\"AAA=\""
                        + " SHA1D=\"x\" SHA1C=\"y\"/>\0";
        byte[] invite = invite(
                "A4268EEC-FEC5-49E5-95C3-F126696BDBF6", Base64.getEncoder().encodeToString(bytes(object)));
        List<String> lines = said(alice().with(new Msnp())
                .client(relayed("MSG 3 D", whole(invite)))
                .server(relayed("MSG bob@example.com Bob", packet(SESSION, 3, 0, 6, OBJECT_DATA, bytes("abcdef")))));
        assertEquals(
                List.of("file complete bob@example.com -> alice@example.com \"TFR2B.tmp\" 6 got 6 md5 "
                        + MD5_OF_ABCDEF),
                lines);
    }

    @Test
    void aWebcamIsACall() {
        byte[] invite = invite("4BD96FC0-AB17-4425-A14A-439185962DC8", "ewBCADgA");
        List<String> lines = said(alice().with(new Msnp())
                .client(relayed("MSG 3 D", whole(invite)))
                .server(relayed(
                        "MSG bob@example.com Bob", whole(slp("MSNSLP/1.0 603 Decline", "SessionID: 4660\r\n")))));
        assertEquals(
                List.of(
                        "call alice@example.com -> bob@example.com webcam offered",
                        "call alice@example.com -> bob@example.com webcam declined"),
                lines);
    }

    @Test
    void whatIsMissingIsSaid() {
        List<String> lines = said(alice().with(new Msnp())
                .client(relayed("MSG 3 D", whole(invite(FILE, file("a.bin", 6)))))
                .client(relayed("MSG 4 D", packet(SESSION, 3, 0, 6, FILE_DATA, bytes("ab"))))
                .client(relayed("MSG 5 D", packet(SESSION, 3, 4, 6, FILE_DATA, bytes("ef"))))
                .client(relayed("MSG 6 D", packet(SESSION, 3, 5, 6, FILE_DATA, bytes("xyz")))));
        assertEquals("anomaly p2p-offset-overrun \"a chunk at 5 of a message of 6 bytes\"", lines.get(1));
        assertEquals(
                "file partial alice@example.com -> bob@example.com \"a.bin\" 6 got 4",
                lines.get(2).replaceAll(" md5.*", ""));
    }

    /// Length, packet without footer; `foo` first. The offer is known by the session's number.
    @Test
    void aDirectConnection() {
        Dialogue direct = Dialogue.tcp(41229)
                .clientPort(40_001)
                .client(framed(bytes("foo\0")))
                .client(framed(packet(0, 5, 0, 0, 0x100, new byte[0])))
                .client(framed(packet(SESSION, 3, 0, 6, FILE_DATA, bytes("abc"))))
                .client(framed(packet(SESSION, 3, 3, 6, FILE_DATA, bytes("def"))));
        List<String> lines = said(alice().client(relayed("MSG 3 D", whole(invite(FILE, file("a.bin", 6)))))
                .then(direct));
        assertEquals(
                List.of(
                        "file offered alice@example.com -> bob@example.com \"a.bin\" 6",
                        "file complete alice@example.com -> bob@example.com \"a.bin\" 6 got 6 md5 " + MD5_OF_ABCDEF),
                lines);
    }

    private static byte[] framed(byte[] packet) {
        return ByteBuffer.allocate(4 + packet.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(packet.length)
                .put(packet)
                .array();
    }
}

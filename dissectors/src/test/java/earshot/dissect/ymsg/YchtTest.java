package earshot.dissect.ymsg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The old chat applet's protocol, and webcams.
class YchtTest {
    /// `YCHT`, version 000000ae, service, status, length; values with C0 80 between them.
    private static byte[] packet(int service, String... values) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < values.length; i++) {
            if (i > 0) body.writeBytes(new byte[] {(byte) 0xc0, (byte) 0x80});
            body.writeBytes(values[i].getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("YCHT".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(new byte[] {0, 0, 0, (byte) 0xae, 0, 0, 0, (byte) service, 0, 0});
        all.write(body.size() >> 8);
        all.write(body.size());
        all.writeBytes(body.toByteArray());
        return all.toByteArray();
    }

    private static Dialogue chat() {
        return Dialogue.tcp(8002)
                .client(packet(0x01, "ann\u0001Y=v=1&n=x; T=z=y"))
                .server(packet(0x01, "ann"))
                .client(packet(0x11, "Computers:1"))
                .server(packet(0x11, "Computers:1", "bits", "", "", "ann\u0002x\u0001bob\u0002y", "1", "2"))
                .server(packet(0x11, "Computers:1", "", "", "", "carl\u0002z"))
                .client(packet(0x41, "Computers:1\u0001hi all"))
                .server(packet(0x41, "Computers:1", "bob", "hi ann"))
                .server(packet(0x43, "Computers:1", "carl", "waves"))
                .server(packet(0x12, "Computers:1", "bob"));
    }

    private static final List<String> SAID = List.of(
            "service yahoo certain [signature:ymsg]",
            "session started ann by YCHT cookies",
            "room Computers:1 ann joined",
            "room Computers:1  topic \"bits\"",
            "room Computers:1 bob present",
            "room Computers:1 carl joined",
            "message room sent ann -> Computers:1 \"hi all\"",
            "message room delivered bob -> Computers:1 (ann) \"hi ann\"",
            "message action delivered carl -> Computers:1 (ann) \"waves\"",
            "room Computers:1 bob left");

    @Test
    void aRoom() {
        assertEquals(SAID, chat().lines());
    }

    @Test
    void howeverThePacketsAreCut() {
        Random random = new Random(4);
        for (int i = 0; i < 20; i++)
            assertEquals(SAID, chat().cut(random, 1 + random.nextInt(30)).lines());
    }

    @Test
    void whoWatchesWhom() {
        assertEquals(
                List.of("service yahoo certain [signature:ymsg-webcam]", "call bob -> ann webcam watched"),
                Dialogue.tcp(5100)
                        .client(
                                "<REQIMG>\b\0\1\0\0\0\0Za=2\r\nc=us\r\ne=21\r\nu=ann\r\nt=token\r\ni=\r\ng=bob\r\no=w-2-5-1\r\np=1")
                        .server("\r\0\5\0\0\0\0\1\0\0\0\0\0")
                        .lines());
        assertEquals(
                List.of("service yahoo certain [signature:ymsg-webcam]", "call bob ->  webcam sending"),
                Dialogue.tcp(5100)
                        .client("<SNDIMG>")
                        .client("\b\0\1\0\0\0\0Za=2\r\nc=us\r\nu=bob\r\nt=token\r\n")
                        .lines());
    }

    @Test
    void whatIsNot() {
        assertEquals(List.of(), Dialogue.tcp(5100).client("<RE").lines());
        assertEquals(List.of(), Dialogue.tcp(5100).client("<html>").lines());
        assertEquals(
                List.of(),
                Dialogue.tcp(8002).client("YCHT is a name of something").lines());
    }
}

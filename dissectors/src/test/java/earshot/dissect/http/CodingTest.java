package earshot.dissect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.kit.Dialogue;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// A reader gets bodies as their sender wrote them, whatever they were packed in and however they were cut.
class CodingTest {
    /// Says how long each answer's body is, and its first letters.
    private static final class Says implements WebReader {
        @Override
        public String name() {
            return "says";
        }

        @Override
        public boolean wants(WebRequest request) {
            return request.pathStarts("/said");
        }

        @Override
        public WebReading begin(Out out) {
            return new WebReading() {
                @Override
                public WebBody request(WebRequest request) {
                    return null;
                }

                @Override
                public WebBody answer(WebRequest request, WebAnswer answer) {
                    return WebBody.whole(body -> out.emit(Message.from(out.seen(), Account.of("server"))
                            .text(body.length + " "
                                    + new String(body, 0, Math.min(body.length, 12), StandardCharsets.UTF_8))
                            .build()));
                }
            };
        }
    }

    private static Dialogue answer(String coding, byte[] body) {
        return Dialogue.tcp(80)
                .with(new Http(List.of(new Says())))
                .client("GET /said HTTP/1.1\r\n\r\n")
                .server("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .server(body);
    }

    private static List<String> said(String coding, byte[] body) {
        return answer(coding, body).lines();
    }

    private static final byte[] TEXT = "The vault opens at 06:40. ".repeat(100).getBytes(StandardCharsets.UTF_8);
    private static final List<String> WHOLE = List.of("message chat delivered server ->  \"2600 The vault op\"");

    private interface Packer {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] text, Packer packer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.over(bytes)) {
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] text) {
        return packed(text, GZIPOutputStream::new);
    }

    @Test
    void anyCodingAnyCut() {
        byte[] zlib = packed(TEXT, DeflaterOutputStream::new);
        byte[] raw = packed(TEXT, out -> new DeflaterOutputStream(out, new Deflater(9, true)));
        Random random = new Random(11);
        for (Dialogue dialogue : List.of(
                answer("gzip", gzip(TEXT)),
                answer("X-GZIP", gzip(TEXT)),
                answer("deflate", zlib),
                answer("deflate", raw),
                answer("identity", TEXT),
                answer("text/xml; charset=utf-8", TEXT))) {
            assertEquals(WHOLE, dialogue.lines());
            for (int i = 1; i < 30; i++)
                assertEquals(WHOLE, dialogue.cut(random, i).lines());
        }
    }

    /// A gzip header may hold a name; a body may have several members.
    @Test
    void gzipAsItMayBe() {
        byte[] plain = gzip("one ".getBytes(StandardCharsets.UTF_8)),
                second = gzip("two".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(plain, 0, 3);
        body.write(8); // there is a name
        body.write(plain, 4, 6);
        body.writeBytes("name.txt\0".getBytes(StandardCharsets.UTF_8));
        body.write(plain, 10, plain.length - 10);
        body.writeBytes(second);
        body.writeBytes(new byte[20]);
        assertEquals(List.of("message chat delivered server ->  \"7 one two\""), said("gzip", body.toByteArray()));
    }

    /// Brotli, packed by Node.js: the same text.
    @Test
    void brotli() {
        byte[] body = java.util.HexFormat.of().parseHex(BROTLI);
        assertEquals(List.of("message chat delivered server ->  \"2600 The vault op\""), said("br", body));
    }

    private static final String BROTLI =
            "1b270a302c1278ee538717669453150edbb5350c55989da6b1294393206c75e5a29320737425d081d101cfdd287200401a0602";

    /// 64 MiB of zeros take 64 KB on the wire: they are not kept, and nothing is said of them.
    @Test
    void bombs() {
        byte[] zeros = packed(new byte[0], out -> new GZIPOutputStream(out) {
            {
                byte[] mega = new byte[1 << 20];
                for (int i = 0; i < 70; i++) write(mega, 0, mega.length);
            }
        });
        assertEquals(List.of(), said("gzip", zeros));
    }

    @Test
    void damage() {
        byte[] body = gzip(TEXT);
        body[20] ^= 0x55;
        body[25] ^= 0x55;
        assertEquals(List.of(), said("gzip", body));
        assertEquals(List.of(), said("gzip", "no gzip at all".getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of(), said("br", "no brotli at all".getBytes(StandardCharsets.UTF_8)));
    }

    /// Of a body with a hole in it nothing is said: what it meant may stand in the hole.
    @Test
    void aHole() {
        Dialogue dialogue = Dialogue.tcp(80)
                .with(new Http(List.of(new Says())))
                .client("GET /said HTTP/1.1\r\n\r\n")
                .server("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n0123456789")
                .serverGap(10)
                .server("0123456789");
        assertEquals(List.of(), dialogue.lines());
    }
}

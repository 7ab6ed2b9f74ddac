package earshot.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.bytes.Cursor;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {
    /// As browsers send it today: a key share of more than a segment, GREASE, an ECH extension that means nothing.
    private static Hello browser() {
        return new Hello()
                .ciphers(0x1a1a, 0x1301, 0x1302, 0xc02b)
                .extension(0x8a8a)
                .name("chat.example.org")
                .alpn("h2", "http/1.1")
                .versions(0x3a3a, Version.TLS_1_3, Version.TLS_1_2)
                .list(Extension.GROUPS, 0x4a4a, 0x11ec, 29)
                .extension(Extension.POINT_FORMATS, (byte) 1, (byte) 0)
                .list(Extension.SIGNATURE_ALGORITHMS, 0x0403, 0x0804)
                .extension(Extension.SESSION_TICKET, new byte[192])
                .extension(Extension.KEY_SHARE, new byte[1258])
                .extension(Extension.ENCRYPTED_HELLO, new byte[250]);
    }

    @Test
    void everythingIsRead() {
        ClientHello hello = browser().read();
        assertEquals("chat.example.org", hello.serverName());
        assertEquals(List.of("h2", "http/1.1"), hello.alpn());
        assertEquals(Version.TLS_1_2, hello.version());
        assertEquals(Version.TLS_1_3, hello.highestVersion());
        assertArrayEquals(new int[] {0x4a4a, 0x11ec, 29}, hello.groups());
        assertArrayEquals(new int[] {0}, hello.pointFormats());
        assertArrayEquals(new int[] {0x0403, 0x0804}, hello.signatureAlgorithms());
        assertEquals(192, hello.ticket());
        assertTrue(hello.encryptedHello());
        assertFalse(hello.preSharedKey());
        assertEquals(10, hello.extensions().length);
        assertEquals(0x8a8a, hello.extensions()[0]);
        assertEquals(32, hello.random().length);
    }

    @Test
    void noExtensionsAtAll() {
        ClientHello hello = new Hello().version(Version.SSL_3).read();
        assertEquals("", hello.serverName());
        assertEquals(Version.SSL_3, hello.highestVersion());
        assertEquals(0, hello.extensions().length);
    }

    /// DTLS has a cookie behind the session id.
    @Test
    void datagrams() {
        byte[] stream = browser().version(Version.DTLS_1_2).body();
        var datagram = new ByteArrayOutputStream();
        datagram.write(stream, 0, 35); // version, random, session id
        datagram.write(2); // cookie
        datagram.write(0xc0);
        datagram.write(0x0c);
        datagram.write(stream, 35, stream.length - 35);
        ClientHello hello = ClientHello.readDatagram(new Cursor(datagram.toByteArray()));
        assertEquals("chat.example.org", hello.serverName());
    }

    /// A hello that is cut anywhere is none, except where it is cut between its compression methods and its
    /// extensions: old clients end there.
    @Test
    void cutAnywhere() {
        byte[] body = browser().body();
        int bare = 2 + 32 + 1 + 2 + 8 + 2;
        for (int n = 0; n < body.length; n++) {
            ClientHello hello = ClientHello.read(new Cursor(body, 0, n));
            if (n == bare) assertNotNull(hello);
            else assertNull(hello, "cut at " + n);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "new\nline", "\u0000", "\u00e9.example"})
    void whatIsNoHostNameIsNotShown(String name) {
        ClientHello hello = new Hello().name(name).read();
        assertEquals("", hello.serverName());
        assertTrue(hello.has(Extension.SERVER_NAME));
    }

    /// An extension whose inside is wrong keeps its number and loses its content.
    @Test
    void lyingExtensions() {
        ClientHello hello = new Hello()
                .extension(Extension.SERVER_NAME, (byte) 0x7f, (byte) 0xff, (byte) 0, (byte) 0, (byte) 200, (byte) 'a')
                .extension(Extension.ALPN, (byte) 0, (byte) 3, (byte) 9, (byte) 'h', (byte) '2')
                .extension(Extension.GROUPS, (byte) 0, (byte) 3, (byte) 0, (byte) 1, (byte) 2)
                .extension(Extension.VERSIONS, (byte) 80)
                .read();
        assertEquals("", hello.serverName());
        assertEquals(List.of(), hello.alpn());
        assertEquals(0, hello.groups().length);
        assertEquals(Version.TLS_1_2, hello.highestVersion());
        assertEquals(4, hello.extensions().length);
    }

    @Test
    void anySplitGivesTheSameMessages() {
        byte[] hello = browser().message();
        byte[] two = Arrays.copyOf(hello, 2 * hello.length);
        System.arraycopy(hello, 0, two, hello.length, hello.length);
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Handshakes handshakes = new Handshakes();
            int found = 0;
            for (int at = 0; at < two.length; ) {
                int n = Math.min(two.length - at, 1 + random.nextInt(1 + random.nextInt(1500)));
                handshakes.add(new Cursor(two, at, n));
                at += n;
                for (Cursor body; (body = handshakes.next()) != null; found++) {
                    assertEquals(Handshakes.CLIENT_HELLO, handshakes.type());
                    assertArrayEquals(hello, handshakes.whole(body));
                    assertEquals("chat.example.org", ClientHello.read(body).serverName());
                }
            }
            assertEquals(2, found);
            assertFalse(handshakes.unfinished());
        }
    }

    @Test
    void aMessageLongerThanAnyEndsTheDirection() {
        Handshakes handshakes = new Handshakes();
        handshakes.add(new Cursor(new byte[] {1, (byte) 0xff, 0, 0}));
        assertNull(handshakes.next());
        assertTrue(handshakes.broken());
        handshakes.add(new Cursor(new byte[10_000]));
        assertEquals(0, handshakes.heldBytes());
    }

    /// Random damage: no exception, no hang.
    @Test
    void damage() {
        Random random = new Random(11);
        byte[] good = browser().body();
        for (int round = 0; round < 50_000; round++) {
            byte[] bad = good.clone();
            for (int k = 1 + random.nextInt(4); k > 0; k--) bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            ClientHello hello = ClientHello.read(new Cursor(bad, 0, random.nextInt(bad.length + 1)));
            if (hello != null) {
                Ja3.of(hello);
                Ja4.of(hello, Ja4.Over.TCP);
            }
        }
    }
}

package earshot.tls;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a client says first (RFC 8446 section 4.1.2): which server it wants, and what it can do.
///
/// Lists keep the order of the wire, GREASE values (RFC 8701) included; [Grease#is] tells those. The arrays are
/// the record's own: nobody changes them.
///
/// @param version the message's own field; see [#highestVersion]
/// @param random 32 bytes: the key under which key logs know the connection
/// @param sessionId up to 32 bytes
/// @param extensions their numbers
/// @param serverName the host wanted, as sent, "" where none is named. Where [#encryptedHello] is set it may be
///     the public name of whoever hides the real one; browsers send a meaningless such extension to everybody,
///     so it alone says nothing against the name
/// @param alpn the protocols offered, bytes as ISO 8859-1
/// @param versions those of supported_versions, empty for older clients
/// @param ticket length of the session ticket, 0 for none
/// @param preSharedKey whether a session is to be resumed by TLS 1.3's means
/// @param earlyData whether application data follows at once, under early keys
/// @param encryptedHello whether an ECH or ESNI extension is there
public record ClientHello(
        int version,
        byte[] random,
        byte[] sessionId,
        int[] ciphers,
        int[] extensions,
        String serverName,
        List<String> alpn,
        int[] versions,
        int[] groups,
        int[] pointFormats,
        int[] signatureAlgorithms,
        int ticket,
        boolean preSharedKey,
        boolean earlyData,
        boolean encryptedHello) {
    static final int[] NONE = {};

    /// Reads the body of a ClientHello: what follows its type and 24-bit length.
    ///
    /// @return null where it is cut or does not hold together
    public static ClientHello read(Cursor body) {
        return read(body, false);
    }

    /// Reads the body of a DTLS ClientHello, put together from its fragments: what follows the message header of
    /// 12 bytes.
    ///
    /// @return null where it is cut or does not hold together
    public static ClientHello readDatagram(Cursor body) {
        return read(body, true);
    }

    /// Reads a hello in the form of SSL 2.0 that clients of its time sent to servers which might know no better (RFC
    /// 5246 appendix E.2), with its two bytes of length.
    ///
    /// @return null where it is cut or does not hold together
    public static ClientHello readOld(Cursor in) {
        if (oldLength(in) > in.remaining()) return null;
        in.skip(3);
        int version = in.u16();
        int ciphers = in.u16(), id = in.u16(), challenge = in.u16();
        if (ciphers % 3 != 0 || id > 32 || challenge < 16 || challenge > 32) return null;
        int[] all = new int[ciphers / 3];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            int cipher = in.u8() << 16 | in.u16();
            if (cipher < 0x10000) all[count++] = cipher;
        }
        byte[] sessionId = in.take(id);
        byte[] random = new byte[32];
        byte[] short32 = in.take(challenge);
        System.arraycopy(short32, 0, random, 32 - short32.length, short32.length);
        if (in.truncated() || !plausible(version)) return null;
        return new ClientHello(
                version,
                random,
                sessionId,
                java.util.Arrays.copyOf(all, count),
                NONE,
                "",
                List.of(),
                NONE,
                NONE,
                NONE,
                NONE,
                0,
                false,
                false,
                false);
    }

    /// How many bytes the hello in the form of SSL 2.0 has that begins here: 0 where more bytes are needed to say, -1
    /// where none begins.
    public static int oldLength(Cursor in) {
        if (in.peek(0) >= 0 && in.peek(0) < 0x80 || in.peek(2) >= 0 && in.peek(2) != Handshakes.CLIENT_HELLO) return -1;
        if (in.peek(3) >= 0 && in.peek(3) != 3) return -1;
        if (in.remaining() < 11) return 0;
        int length = in.peek16(0) & 0x7fff;
        return length == 9 + in.peek16(5) + in.peek16(7) + in.peek16(9) ? 2 + length : -1;
    }

    private static ClientHello read(Cursor in, boolean cookie) {
        int version = in.u16();
        byte[] random = in.take(32);
        int id = in.u8();
        byte[] sessionId = in.take(id);
        if (cookie) in.skip(in.u8());
        int[] ciphers = shorts(in.slice(in.u16()));
        in.skip(in.u8());
        if (in.truncated() || id > 32 || ciphers == null || !plausible(version)) return null;
        Reader reader = new Reader();
        if (in.remaining() > 0 && !reader.extensions(in)) return null;
        return new ClientHello(
                version,
                random,
                sessionId,
                ciphers,
                reader.types.stream().mapToInt(Integer::intValue).toArray(),
                reader.serverName,
                List.copyOf(reader.alpn),
                reader.versions,
                reader.groups,
                reader.pointFormats,
                reader.signatureAlgorithms,
                reader.ticket,
                reader.preSharedKey,
                reader.earlyData,
                reader.encryptedHello);
    }

    /// SSL 3 and TLS are 03 xx, DTLS is fe xx, and a few old implementations said 01 00.
    private static boolean plausible(int version) {
        return version >>> 8 == 3 || version >>> 8 == 0xfe || version == 0x100;
    }

    /// Whether this extension is there.
    public boolean has(int extension) {
        for (int type : extensions) if (type == extension) return true;
        return false;
    }

    /// The highest version that the client can speak, drafts and GREASE aside.
    public int highestVersion() {
        int best = 0;
        for (int one : versions) if (!Grease.is(one) && Version.newer(one, best)) best = one;
        return best != 0 ? best : version;
    }

    /// The extensions of a hello, one after the other.
    private static final class Reader {
        final List<Integer> types = new ArrayList<>();
        final List<String> alpn = new ArrayList<>();
        String serverName = "";
        int[] versions = NONE, groups = NONE, pointFormats = NONE, signatureAlgorithms = NONE;
        int ticket;
        boolean preSharedKey, earlyData, encryptedHello;

        /// @return false where their list is cut
        boolean extensions(Cursor in) {
            Cursor list = in.slice(in.u16());
            while (list.remaining() > 0) {
                int type = list.u16();
                Cursor body = list.slice(list.u16());
                if (list.truncated()) return false;
                types.add(type);
                extension(type, body);
            }
            return !in.truncated();
        }

        private void extension(int type, Cursor body) {
            switch (type) {
                case Extension.SERVER_NAME -> serverName(body.slice(body.u16()));
                case Extension.ALPN -> protocols(body.slice(body.u16()));
                case Extension.GROUPS -> groups = list(shorts(body.slice(body.u16())));
                case Extension.POINT_FORMATS -> pointFormats = bytes(body.slice(body.u8()));
                case Extension.SIGNATURE_ALGORITHMS -> signatureAlgorithms = list(shorts(body.slice(body.u16())));
                case Extension.VERSIONS -> versions = list(shorts(body.slice(body.u8())));
                case Extension.SESSION_TICKET -> ticket = body.remaining();
                case Extension.PRE_SHARED_KEY -> preSharedKey = true;
                case Extension.EARLY_DATA -> earlyData = true;
                case Extension.ENCRYPTED_HELLO, Extension.ENCRYPTED_NAME -> encryptedHello = true;
                default -> {}
            }
        }

        /// The first host name; other kinds of names were never defined.
        private void serverName(Cursor list) {
            while (list.remaining() > 0 && serverName.isEmpty()) {
                int kind = list.u8();
                String name = list.text(list.u16(), StandardCharsets.ISO_8859_1);
                if (kind == 0 && printable(name)) serverName = name;
            }
        }

        private void protocols(Cursor list) {
            while (list.remaining() > 0) {
                String protocol = list.text(list.u8(), StandardCharsets.ISO_8859_1);
                if (!list.truncated()) alpn.add(protocol);
            }
        }
    }

    /// Names end up in tables and event lines: what is no printable ASCII is no host name.
    static boolean printable(String name) {
        return name.length() <= 255 && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static int[] list(int[] shorts) {
        return shorts == null ? NONE : shorts;
    }

    /// @return null where it is no whole number of 16-bit values
    private static int[] shorts(Cursor in) {
        if (in.truncated() || in.remaining() % 2 != 0) return null;
        int[] all = new int[in.remaining() / 2];
        for (int i = 0; i < all.length; i++) all[i] = in.u16();
        return all;
    }

    private static int[] bytes(Cursor in) {
        int[] all = new int[in.remaining()];
        for (int i = 0; i < all.length; i++) all[i] = in.u8();
        return all;
    }
}

package earshot.tls;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// What the server chose (RFC 8446 section 4.1.3).
///
/// @param version what is spoken from now on: of supported_versions where that is there
/// @param random 32 bytes
/// @param sessionId where it equals the client's, which was not empty, the session is resumed (before TLS 1.3)
/// @param compression 0 for none, 1 for DEFLATE (RFC 3749)
/// @param alpn the protocol chosen, "" where none is said here: TLS 1.3 says it encrypted
public record ServerHello(
        int version,
        byte[] random,
        byte[] sessionId,
        int cipher,
        int compression,
        String alpn,
        boolean encryptThenMac,
        boolean extendedMasterSecret) {
    /// RFC 8446 section 4.1.3: with this random it is a HelloRetryRequest.
    private static final byte[] RETRY =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /// Reads the body: what follows type and length.
    ///
    /// @return null where it is cut or does not hold together
    public static ServerHello read(Cursor in) {
        int version = in.u16();
        byte[] random = in.take(32);
        // The drafts up to 21 of TLS 1.3 have no session id and no compression.
        boolean short13 = version >>> 8 == 0x7f;
        byte[] sessionId = short13 ? new byte[0] : in.take(in.u8());
        int cipher = in.u16();
        int compression = short13 ? 0 : in.u8();
        if (in.truncated() || sessionId.length > 32) return null;
        if (version >>> 8 != 3 && version >>> 8 != 0xfe && !short13) return null;
        String alpn = "";
        boolean encryptThenMac = false, extendedMasterSecret = false;
        if (in.remaining() > 0) {
            Cursor list = in.slice(in.u16());
            while (list.remaining() > 0) {
                int type = list.u16();
                Cursor body = list.slice(list.u16());
                if (list.truncated()) return null;
                switch (type) {
                    case Extension.VERSIONS -> version = body.remaining() == 2 ? body.u16() : version;
                    case Extension.ALPN -> {
                        body.skip(2);
                        alpn = body.text(body.u8(), StandardCharsets.ISO_8859_1);
                    }
                    case Extension.ENCRYPT_THEN_MAC -> encryptThenMac = true;
                    case Extension.EXTENDED_MASTER_SECRET -> extendedMasterSecret = true;
                    default -> {}
                }
            }
            if (in.truncated()) return null;
        }
        return new ServerHello(
                version, random, sessionId, cipher, compression, alpn, encryptThenMac, extendedMasterSecret);
    }

    /// Not the answer yet: the client must say its hello again.
    public boolean retry() {
        return java.util.Arrays.equals(random, RETRY);
    }

    /// Whether all that follows is encrypted, certificates too.
    public boolean is13() {
        return Version.is13(version);
    }
}

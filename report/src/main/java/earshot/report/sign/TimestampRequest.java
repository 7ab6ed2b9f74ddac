package earshot.report.sign;

import java.util.HexFormat;

/// A request for a time stamp on a SHA-256 (RFC 3161 §2.4.1), in DER. It has no nonce, so that the same digest gives
/// the
/// same request, and asks for the authority's certificate.
public final class TimestampRequest {
    /// SEQUENCE of 57 bytes: version 1; the imprint, a SEQUENCE of the algorithm (2.16.840.1.101.3.4.2.1 with NULL) and
    /// an OCTET STRING of 32 bytes, which follow.
    private static final byte[] HEAD =
            HexFormat.of().parseHex("3039" + "020101" + "3031" + "300d" + "0609608648016503040201" + "0500" + "0420");
    /// `certReq`, BOOLEAN TRUE.
    private static final byte[] TAIL = HexFormat.of().parseHex("0101ff");

    private TimestampRequest() {}

    /// @param sha256 32 bytes
    public static byte[] of(byte[] sha256) {
        if (sha256.length != 32) throw new IllegalArgumentException("no SHA-256");
        byte[] request = new byte[HEAD.length + sha256.length + TAIL.length];
        System.arraycopy(HEAD, 0, request, 0, HEAD.length);
        System.arraycopy(sha256, 0, request, HEAD.length, sha256.length);
        System.arraycopy(TAIL, 0, request, HEAD.length + sha256.length, TAIL.length);
        return request;
    }
}

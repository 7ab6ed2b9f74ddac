package earshot.tls;

/// Protocol versions as the wire writes them.
public final class Version {
    public static final int SSL_3 = 0x0300, TLS_1_0 = 0x0301, TLS_1_1 = 0x0302, TLS_1_2 = 0x0303, TLS_1_3 = 0x0304;
    public static final int DTLS_1_0 = 0xfeff, DTLS_1_2 = 0xfefd, DTLS_1_3 = 0xfefc;

    private Version() {}

    /// Whether one is newer than the other. Only versions that were published count: a draft is not.
    static boolean newer(int one, int other) {
        return age(one) > age(other);
    }

    /// DTLS counts downwards.
    private static int age(int version) {
        return switch (version >>> 8) {
            case 3 -> version & 0xff;
            case 0xfe -> 0x100 - (version & 0xff);
            default -> -1;
        };
    }

    /// Whether it is TLS 1.3 or one of its drafts: everything after the ServerHello is encrypted.
    public static boolean is13(int version) {
        return version == TLS_1_3 || version == DTLS_1_3 || version >>> 8 == 0x7f || version >>> 8 == 0xfb;
    }
}

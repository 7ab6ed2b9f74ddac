package earshot.tls;

/// Numbers of the extensions that mean something here (IANA, TLS ExtensionType Values).
public final class Extension {
    public static final int SERVER_NAME = 0, GROUPS = 10, POINT_FORMATS = 11, SIGNATURE_ALGORITHMS = 13;
    /// DTLS-SRTP (RFC 5764): a call.
    public static final int USE_SRTP = 14;

    public static final int ALPN = 16, ENCRYPT_THEN_MAC = 22, EXTENDED_MASTER_SECRET = 23, SESSION_TICKET = 35;
    public static final int PRE_SHARED_KEY = 41, EARLY_DATA = 42, VERSIONS = 43, KEY_SHARE = 51;
    /// QUIC's transport parameters: RFC 9001, and the drafts.
    public static final int QUIC_PARAMETERS = 57, QUIC_PARAMETERS_DRAFT = 0xffa5;

    /// Encrypted ClientHello, and the draft before it that hid the name alone.
    public static final int ENCRYPTED_HELLO = 0xfe0d, ENCRYPTED_NAME = 0xffce;

    private Extension() {}
}

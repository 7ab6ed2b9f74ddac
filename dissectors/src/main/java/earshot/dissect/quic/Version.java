package earshot.dissect.quic;

import java.util.HexFormat;

/// What differs between the versions of QUIC that are read.
enum Version {
    V1("38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic"),
    V2("0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2"),
    DRAFT_29("afbfec289993d24c9e9786f19c6111e04390a899", "quic"),
    DRAFT_23("c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic"),
    DRAFT_22("7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a", "quic"),
    Q050("504574efd066fe2f9d945cfcdbd3a7f0d3b56b45", "quic"),
    T050("7ff579e5acd072915580304c43a2367c60488310", "quic"),
    T051("7a4edef4e7ccee5fa4506c19124fc8ccda6e033d", "quic"),
    /// `?a?a?a?a`, sent to force a negotiation: encrypted as the version that the client would rather have.
    FORCED("", "quic"),
    /// Google's, not encrypted.
    CLEAR("", "");

    private static final int DRAFTS = 0xff0000;

    private final String salt;
    /// What the labels of keys begin with.
    final String label;

    Version(String salt, String label) {
        this.salt = salt;
        this.label = label;
    }

    /// What the secret of a connection is extracted with.
    byte[] salt() {
        return HexFormat.of().parseHex(salt);
    }

    /// @return null where it is none that is read
    static Version of(long number) {
        if (number >>> 8 == DRAFTS) return draft((int) number & 0xff);
        return switch ((int) number) {
            case 1 -> V1;
            case 0x6b3343cf -> V2;
            case 0xfaceb001 -> DRAFT_22;
            case 0xfaceb002 -> DRAFT_23;
            case 0xfaceb00e -> DRAFT_29;
            case 0x51303530 -> Q050;
            case 0x54303530 -> T050;
            case 0x54303531 -> T051;
            default -> (number & 0x0f0f0f0fL) == 0x0a0a0a0aL ? FORCED : google(number) ? CLEAR : null;
        };
    }

    private static Version draft(int number) {
        if (number == 22) return DRAFT_22;
        if (number >= 23 && number <= 28) return DRAFT_23;
        if (number >= 29 && number <= 32) return DRAFT_29;
        return number == 33 || number == 34 ? V1 : null;
    }

    /// `Q024` to `Q046`.
    private static boolean google(long number) {
        int tens = (int) number >>> 8 & 0xff, ones = (int) number & 0xff;
        return number >>> 16 == 0x5130 && tens >= '2' && tens <= '4' && ones >= '0' && ones <= '9';
    }

    /// The two bits of a long header that say Initial.
    int initial() {
        return this == V2 ? 1 : 0;
    }
}

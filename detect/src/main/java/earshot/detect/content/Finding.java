package earshot.detect.content;

/// Something found in a text.
///
/// @param kind in words: `payment card (Visa)`
/// @param shown a few of its characters, the rest masked
record Finding(Kind kind, String what, String shown) {
    enum Kind {
        CARD,
        IBAN,
        NATIONAL_ID,
        KEY,
        LABEL,
        KEYWORD
    }

    /// The last four, as PCI DSS allows.
    static String masked(String text) {
        int keep = Math.min(4, text.length() / 3);
        return "…" + text.substring(text.length() - keep);
    }
}

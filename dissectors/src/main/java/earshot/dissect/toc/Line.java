package earshot.dissect.toc;

/// A server's line: a verb, a colon, and fields between colons. How many fields there are the verb says, since the
/// last one may be a message with colons of its own. One character a byte, as in [Command].
record Line(String verb, String rest) {
    static Line read(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? new Line(line, "") : new Line(line.substring(0, colon), line.substring(colon + 1));
    }

    /// So many fields, the last one with all that remains; null where there are fewer.
    String[] fields(int count) {
        String[] fields = rest.split(":", count);
        return fields.length < count ? null : fields;
    }
}

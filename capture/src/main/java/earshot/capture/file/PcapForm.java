package earshot.capture.file;

/// What a pcap file header says of the records behind it.
///
/// @param big numbers are stored with the highest byte first
/// @param unit fractions in a second: a million or a thousand million
/// @param start bytes of the file header
/// @param header bytes of a record header; 0 while only the records can tell, see [#settled]
/// @param snapLength the longest frame by the file header, unsigned
/// @param link the frames' LINKTYPE_
/// @param lengthsInEitherOrder before version 2.4 the captured length may stand second
record PcapForm(
        boolean big,
        int unit,
        int start,
        int header,
        long snapLength,
        int link,
        boolean lengthsInEitherOrder,
        boolean modified) {
    /// Bytes wanted to tell the modified forms apart.
    static final int SAMPLE = 32 * 1024;

    static final int STANDARD = 0xa1b2c3d4, NANOSECONDS = 0xa1b23c4d, MODIFIED = 0xa1b2cd34;
    static final int IXIA_HARDWARE = 0x1c0001ac, IXIA_SOFTWARE = 0x1c0001ab;
    private static final int MILLION = 1_000_000, THOUSAND_MILLION = 1_000_000_000;
    /// How long record headers are: the standard; with interface, protocol and kind of packet (the patches
    /// of 1999-04-17 and 1999-10-29); with four bytes more (Nokia); with those and two of processor
    /// numbers, padded (the patch of 1999-09-15).
    private static final int PLAIN = 16, PATCHED = 24, NOKIA = 20, PATCHED_SEPTEMBER = 28;

    static boolean isMagic(int magic) {
        return switch (magic) {
            case STANDARD, NANOSECONDS, MODIFIED, IXIA_HARDWARE, IXIA_SOFTWARE -> true;
            default -> false;
        };
    }

    /// Reads the file header at `at`.
    ///
    /// @param end where the bytes end
    /// @return null where there is none
    static PcapForm of(byte[] head, int at, int end) {
        if (end - at < 4) return null;
        int little = u32(head, at, false), bigEndian = u32(head, at, true);
        boolean big = isMagic(bigEndian);
        if (!big && !isMagic(little)) return null;
        int magic = big ? bigEndian : little;
        boolean ixia = magic == IXIA_HARDWARE || magic == IXIA_SOFTWARE;
        int start = ixia ? 28 : 24;
        if (end - at < start) return new PcapForm(big, MILLION, start, PLAIN, 0, 0, false, false);

        int major = u16(head, at + 4, big), minor = u16(head, at + 6, big);
        long snap = u32(head, at + 16, big) & 0xffff_ffffL;
        int link = u32(head, at + 20, big) & 0xffff;
        int unit = magic == NANOSECONDS || magic == IXIA_HARDWARE ? THOUSAND_MILLION : MILLION;
        boolean old = major == 2 && minor < 4 || major == 543;
        int aix = magic == STANDARD && major == 2 && minor == 2 ? aixLink(link) : -1;
        if (aix >= 0) return new PcapForm(big, THOUSAND_MILLION, start, PLAIN, snap, aix, true, false);
        boolean plain = old || ixia || magic == NANOSECONDS;
        return new PcapForm(big, unit, start, plain ? PLAIN : 0, snap, link, old, magic == MODIFIED);
    }

    /// AIX writes interface types (RFC 1573) where others write link types, and nanoseconds under the
    /// standard magic.
    private static int aixLink(int type) {
        return switch (type) {
            case 6 -> 1;
            case 9 -> 6;
            case 15 -> 10;
            case 24 -> 0;
            default -> -1;
        };
    }

    /// Nanoseconds in a fraction.
    int nanos() {
        return THOUSAND_MILLION / unit;
    }

    /// This form with its record header known, from the first records. Where no length of header makes them
    /// follow each other it is the standard one: the records are damaged.
    PcapForm settled(Walk walk) {
        if (header != 0) return this;
        int[] candidates = modified ? new int[] {PATCHED, PATCHED_SEPTEMBER} : new int[] {PLAIN, PATCHED, NOKIA};
        for (int candidate : candidates)
            if (fits(walk, candidate, modified || candidate == PLAIN ? 1 : 2)) return with(candidate);
        return with(candidates[0]);
    }

    private PcapForm with(int header) {
        return new PcapForm(big, unit, start, header, snapLength, link, lengthsInEitherOrder, modified);
    }

    /// Whether the first eight records, or all where the capture has fewer, follow each other with such
    /// headers.
    ///
    /// @param least how many records it takes: a standard capture may be cut so that its only one looks
    /// like another form's
    private boolean fits(Walk walk, int header, int least) {
        int p = walk.at;
        for (int had = 0; had < 8; had++) {
            if (p == walk.end && walk.last) return had >= least;
            if (p > walk.end - header) return had > 2;
            int captured = walk.i32(p + 8);
            if (captured <= 0 || captured > 262_144 || captured > (walk.i32(p + 12) & 0xffff_ffffL)) return false;
            if (Integer.compareUnsigned(walk.i32(p + 4), unit) >= 0) return false;
            p += header + captured;
        }
        return true;
    }

    private static int u32(byte[] bytes, int at, boolean big) {
        int high = u16(bytes, big ? at : at + 2, big), low = u16(bytes, big ? at + 2 : at, big);
        return high << 16 | low;
    }

    private static int u16(byte[] bytes, int at, boolean big) {
        int a = bytes[at] & 0xff, b = bytes[at + 1] & 0xff;
        return big ? a << 8 | b : b << 8 | a;
    }
}

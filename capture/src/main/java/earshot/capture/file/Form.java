package earshot.capture.file;

/// What a file is by its first bytes.
enum Form {
    PCAP,
    PCAPNG,
    GZIP,
    ZSTD,
    OTHER;

    static Form of(byte[] head, int length) {
        if (PcapForm.of(head, 0, length) != null) return PCAP;
        if (length >= 3 && head[0] == 0x1f && head[1] == (byte) 0x8b && head[2] == 8) return GZIP;
        if (length < 4) return OTHER;
        int magic = head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 24;
        if (magic == 0xfd2fb528 || magic >>> 4 == 0x184d2a5) return ZSTD;
        if (magic == PcapngWalk.SECTION
                && length >= 12
                && (order(head) == PcapngWalk.ORDER || Integer.reverseBytes(order(head)) == PcapngWalk.ORDER))
            return PCAPNG;
        return OTHER;
    }

    private static int order(byte[] head) {
        return head[8] & 0xff | (head[9] & 0xff) << 8 | (head[10] & 0xff) << 16 | (head[11] & 0xff) << 24;
    }
}

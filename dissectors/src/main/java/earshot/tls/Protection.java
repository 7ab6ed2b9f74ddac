package earshot.tls;

/// How the records of one direction are protected, and how many have passed.
abstract sealed class Protection permits AeadProtection, BlockProtection, StreamProtection {
    private long sequence;

    /// Verifies and decrypts a record.
    ///
    /// @param version as the record says it
    /// @param offset and length: of what follows the record's header
    /// @param missing how many records before it may have been lost
    /// @return null where it does not verify
    final Opened open(int type, int version, byte[] bytes, int offset, int length, int missing) {
        int most = survivesLoss() ? missing : 0;
        Opened opened = null;
        for (int i = 0; i <= most && opened == null; i++) {
            opened = open(sequence + i, type, version, bytes, offset, length);
            if (opened != null) sequence += i + 1;
        }
        passed(bytes, offset, length);
        return opened;
    }

    /// Opens the record as the one of that number. Changes nothing where it does not verify.
    abstract Opened open(long sequence, int type, int version, byte[] bytes, int offset, int length);

    /// The record has been seen, verified or not.
    void passed(byte[] bytes, int offset, int length) {}

    /// Whether records can be opened after others were lost.
    boolean survivesLoss() {
        return true;
    }

    /// Bytes were lost: what depended on the record before is unknown.
    void lost() {}

    /// Number, type, version, length: what is verified beside the content before TLS 1.3.
    static byte[] header(long sequence, int type, int version, int length) {
        byte[] header = new byte[13];
        for (int i = 0; i < 8; i++) header[i] = (byte) (sequence >>> 8 * (7 - i));
        header[8] = (byte) type;
        header[9] = (byte) (version >> 8);
        header[10] = (byte) version;
        header[11] = (byte) (length >> 8);
        header[12] = (byte) length;
        return header;
    }
}

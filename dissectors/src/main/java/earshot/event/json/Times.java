package earshot.event.json;

/// Writes times as RFC 3339 in UTC with nine digits: `2003-07-09T10:11:12.000000001Z`. Remembers the last
/// second, as events come close together. One thread at a time.
final class Times {
    private final byte[] second = "0000-00-00T00:00:00".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private long known = Long.MIN_VALUE;

    /// With quotation marks around it.
    void write(JsonBuffer out, long nanos) {
        long seconds = Math.floorDiv(nanos, 1_000_000_000L);
        if (seconds != known) spell(seconds);
        out.put('"').put(second, second.length).put('.');
        out.digits((int) Math.floorMod(nanos, 1_000_000_000L), 9).put('Z').put('"');
    }

    private void spell(long seconds) {
        known = seconds;
        long days = Math.floorDiv(seconds, 86_400L);
        int ofDay = (int) Math.floorMod(seconds, 86_400L);
        java.time.LocalDate date = java.time.LocalDate.ofEpochDay(days);
        // A long of nanoseconds reaches from 1677 to 2262: always four digits.
        digits(0, date.getYear(), 4);
        digits(5, date.getMonthValue(), 2);
        digits(8, date.getDayOfMonth(), 2);
        digits(11, ofDay / 3600, 2);
        digits(14, ofDay / 60 % 60, 2);
        digits(17, ofDay % 60, 2);
    }

    private void digits(int at, int value, int count) {
        for (int i = at + count - 1; i >= at; i--, value /= 10) second[i] = (byte) ('0' + value % 10);
    }
}

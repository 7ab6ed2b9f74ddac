package earshot.app.digest;

/// Numbers as people read them.
public final class Amounts {
    private Amounts() {}

    /// `12,008`.
    public static String number(long value) {
        String digits = Long.toString(Math.abs(value));
        StringBuilder out = new StringBuilder(digits.length() + 6);
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) out.append(',');
            out.append(digits.charAt(i));
        }
        return value < 0 ? "-" + out : out.toString();
    }

    /// `1 message`, `12,008 messages`.
    public static String of(long count, String one) {
        return of(count, one, one + "s");
    }

    public static String of(long count, String one, String many) {
        return number(count) + ' ' + (count == 1 ? one : many);
    }

    /// `512 bytes`, `115 kB`, `1.2 GB`.
    public static String bytes(long bytes) {
        if (bytes < 10_000) return of(bytes, "byte");
        double scaled = bytes;
        String[] units = {" bytes", " kB", " MB", " GB", " TB"};
        int unit = 0;
        while (scaled >= 999.5 && unit < units.length - 1) {
            scaled /= 1000;
            unit++;
        }
        long tenths = Math.round(scaled * 10);
        return (scaled >= 100 || tenths % 10 == 0 ? Long.toString(Math.round(scaled)) : tenths / 10 + "." + tenths % 10)
                + units[unit];
    }
}

package earshot.dissect.msnp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// A command line: three capitals or digits, and arguments between blanks.
///
/// @param args never null; an argument that is not there reads as ""
record Line(String command, String[] args) {
    /// Longer lines are none. The longest real ones carry a ticket or a display picture's description.
    static final int LONGEST = 8 * 1024;
    /// The longest payload.
    static final int MOST_PAYLOAD = 64 * 1024;

    /// Commands that may end with the length of what follows them, from either side but as [#payload] says.
    private static final Set<String> WITH_PAYLOAD = Set.of(
            "MSG", "UUM", "UBM", "UUN", "UBN", "UUX", "UBX", "NOT", "IPG", "PAG", "ADL", "RML", "FQY", "GCF", "QRY",
            "SDG", "NFY", "PUT", "DEL", "SDC", "VAS");

    private static final Set<String> WITHOUT = Set.of(
            "VER", "CVR", "INF", "USR", "XFR", "SYN", "LST", "LSG", "GTC", "BLP", "BPR", "PRP", "ADD", "ADC", "REM",
            "REA", "ADG", "RMG", "REG", "CHG", "ILN", "NLN", "FLN", "RNG", "CHL", "OUT", "PNG", "QNG", "ANS", "IRO",
            "CAL", "JOI", "BYE", "ACK", "NAK", "SBS", "SBP", "URL", "SND", "SNZ", "LKP", "FND", "RFS", "CHK", "PRX",
            "IMS");

    /// @return null where no command stands here
    static Line read(Cursor in) {
        if (!begins(in)) return null;
        int end = in.indexOf('\n', 0);
        if (end < 0) end = in.remaining();
        String line = in.text(end, StandardCharsets.UTF_8).strip();
        if (in.remaining() > 0) in.skip(1);
        String[] words = line.split(" +", 512);
        return new Line(words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    /// Three capitals or digits and a blank or the line's end.
    static boolean begins(Cursor in) {
        for (int i = 0; i < 3; i++) if (!isCommand(in.peek(i))) return false;
        int after = in.peek(3);
        return after == ' ' || after == '\r' || after == '\n';
    }

    private static boolean isCommand(int c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /// Whether the command is one that there is.
    boolean known() {
        return WITH_PAYLOAD.contains(command) || WITHOUT.contains(command) || isError();
    }

    boolean isError() {
        return command.chars().allMatch(c -> c >= '0' && c <= '9') && command.charAt(0) != '0';
    }

    String arg(int i) {
        return i >= 0 && i < args.length ? args[i] : "";
    }

    int count() {
        return args.length;
    }

    String last() {
        return arg(args.length - 1);
    }

    /// How many bytes the line and its payload have; [Dissection#MORE], [Dissection#LOST] as there.
    static int frame(Direction from, Cursor in) {
        int end = in.indexOf('\n', 0);
        if (end < 0) {
            for (int i = 0; i < Math.min(3, in.remaining()); i++) if (!isCommand(in.peek(i))) return Dissection.LOST;
            boolean tooLong = in.remaining() > LONGEST || in.remaining() > 3 && in.peek(3) != ' ' && in.peek(3) != '\r';
            return tooLong ? Dissection.LOST : Dissection.MORE;
        }
        if (!begins(in) || end > LONGEST) return Dissection.LOST;
        // Commands that never carry anything need not be taken apart for that.
        int digit = in.peek(end - 1) == '\r' ? in.peek(end - 2) : in.peek(end - 1);
        if (digit < '0' || digit > '9') return end + 1;
        int payload = read(in.copy()).payload(from);
        return payload > MOST_PAYLOAD ? Dissection.LOST : end + 1 + payload;
    }

    /// How many bytes follow the line.
    int payload(Direction from) {
        boolean client = from == Direction.CLIENT;
        int needed = switch (command) {
            case "MSG" -> 3;
            case "NOT", "IPG" -> client ? 99 : 1;
            case "QRY" -> client ? 3 : 99;
            case "UUM" -> client ? 4 : 99;
            case "UUN" -> client ? 3 : 99;
            case "UBM", "UBN" -> 3;
            case "PAG" -> client ? 3 : 99;
            case "UUX", "UBX", "ADL", "RML", "FQY", "GCF", "SDG", "NFY", "PUT", "DEL", "SDC", "VAS" -> 2;
            default -> isError() && !client ? 2 : 99;
        };
        if (args.length < needed) return 0;
        return number(last(), MOST_PAYLOAD + 1);
    }

    /// @return 0 where it is no number, `most` where it is larger
    static int number(String digits, int most) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') return 0;
            value = Math.min(value * 10 + c - '0', most);
        }
        return (int) value;
    }

    static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 20 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

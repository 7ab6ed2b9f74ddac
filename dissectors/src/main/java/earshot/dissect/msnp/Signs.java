package earshot.dissect.msnp;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.dissect.Verdict;
import earshot.dissect.msnp.p2p.Names;
import earshot.flow.Direction;

/// Whether the first bytes of a flow are MSNP.
///
/// From the start one line decides, if it can be nothing else: `VER` with MSNP in it, a USR or ANS with an account
/// and the server's ticket. Mid-stream a message with its first header does, or two lines, each with the arguments
/// its command must have.
final class Signs {
    private static final int ENOUGH = 2;
    private static final String MIME = "MIME-Version: 1.0\r\n";

    private Signs() {}

    static Verdict verdict(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        int asIs = score(client, Direction.CLIENT) + score(server, Direction.SERVER);
        if (asIs >= ENOUGH) return Verdict.YES;
        if (!opening.fromStart()) {
            int turned = score(client, Direction.SERVER) + score(server, Direction.CLIENT);
            if (turned >= ENOUGH) return Verdict.REVERSED;
        }
        return mayGrow(client) && mayGrow(server) ? Verdict.MORE : Verdict.NO;
    }

    /// Nothing yet, or lines that fit so far.
    private static boolean mayGrow(Cursor in) {
        if (in.remaining() > 2048) return false;
        Cursor at = in.copy();
        while (at.remaining() > 0) {
            int end = at.indexOf('\n', 0);
            if (end < 0) {
                for (int i = 0; i < Math.min(3, at.remaining()); i++) {
                    int c = at.peek(i);
                    if ((c < 'A' || c > 'Z') && (c < '0' || c > '9')) return false;
                }
                return at.remaining() < 4 || Line.begins(at);
            }
            Line line = Line.read(at);
            if (line == null || !line.known()) return false;
            // What follows a length may be anything.
            if (Line.isNumber(line.last()) && line.count() >= 2) return true;
        }
        return true;
    }

    /// What the lines from this side are worth: 2 for what nothing else could be.
    private static int score(Cursor bytes, Direction from) {
        int score = 0;
        Cursor in = bytes.copy();
        for (int lines = 0; lines < 8 && in.remaining() > 0; lines++) {
            if (in.indexOf('\n', 0) < 0) return score;
            Line line = Line.read(in);
            if (line == null || !line.known()) return score >= ENOUGH ? score : 0;
            int payload = line.payload(from);
            if (line.command().equals("MSG") && isMessage(line, from) && in.startsWith(MIME)) return ENOUGH;
            int worth = worth(line, from);
            if (worth < 0) return score >= ENOUGH ? score : 0;
            score += worth;
            if (score >= ENOUGH) return score;
            if (payload > in.remaining()) return score;
            in.skip(payload);
        }
        return score;
    }

    private static boolean isMessage(Line line, Direction from) {
        if (line.count() != 3 || !Line.isNumber(line.arg(2))) return false;
        return from == Direction.CLIENT
                ? Line.isNumber(line.arg(0))
                        && "UNAD".contains(line.arg(1))
                        && line.arg(1).length() == 1
                : line.arg(0).equals("Hotmail") || Names.account(line.arg(0)) != null;
    }

    /// How much this line speaks for MSNP: 0 for lines that others might send, -1 for what cannot be MSNP.
    static int worth(Line line, Direction from) {
        boolean client = from == Direction.CLIENT;
        boolean numbered = Line.isNumber(line.arg(0));
        return switch (line.command()) {
            case "VER" -> numbered && line.arg(1).startsWith("MSNP") && isNumberAfter(line.arg(1)) ? ENOUGH : -1;
            case "CVR" -> !numbered ? -1 : client && line.arg(1).startsWith("0x") && line.count() >= 7 ? ENOUGH : 1;
            case "INF" -> !numbered ? -1 : line.arg(1).equals("MD5") ? 1 : 0;
            case "USR" -> numbered ? user(line, client) : -1;
            case "ANS" -> answer(line, client, numbered);
            case "IRO" ->
                !client && numbered && Line.isNumber(line.arg(1)) && Names.account(line.arg(3)) != null ? ENOUGH : -1;
            case "JOI" -> !client && line.count() >= 2 && Names.account(line.arg(0)) != null ? 1 : -1;
            case "BYE" -> !client && Names.account(line.arg(0)) != null ? 1 : -1;
            case "CAL" ->
                !numbered
                        ? -1
                        : client
                                ? Names.account(line.arg(1)) != null ? 1 : -1
                                : line.arg(1).equals("RINGING") ? 1 : -1;
            case "RNG" -> !client && line.arg(2).equals("CKI") && Names.account(line.arg(4)) != null ? ENOUGH : -1;
            case "XFR" -> numbered && (line.arg(1).equals("NS") || line.arg(1).equals("SB")) ? client ? 1 : ENOUGH : -1;
            case "ILN" -> !client && numbered && Presences.isState(line.arg(1)) && isAccount(line, 2) ? ENOUGH : -1;
            case "NLN" -> !client && Presences.isState(line.arg(0)) && isAccount(line, 1) ? 1 : -1;
            case "FLN" -> !client && isAccount(line, 0) ? 1 : -1;
            case "CHG" -> numbered && Presences.isState(line.arg(1)) ? 1 : -1;
            case "CHL" -> !client && numbered && line.count() == 2 && Line.isNumber(line.arg(1)) ? 1 : -1;
            case "QRY" -> !numbered ? -1 : client && line.arg(2).equals("32") ? 1 : 0;
            case "QNG" -> client ? -1 : 1;
            case "PNG" -> client && line.count() == 0 ? 1 : -1;
            case "UBX" -> !client && isAccount(line, 0) && Line.isNumber(line.last()) ? 1 : -1;
            case "ADD", "REM" -> numbered && ContactLists.isList(line.arg(1)) ? 1 : -1;
            case "SYN" -> numbered ? 0 : -1;
            default -> 0;
        };
    }

    private static boolean isAccount(Line line, int i) {
        return Names.account(line.arg(i)) != null;
    }

    private static boolean isNumberAfter(String version) {
        return version.length() > 4 && Line.isNumber(version.substring(4));
    }

    private static int user(Line line, boolean client) {
        if (line.arg(1).equals("OK")) return !client && isAccount(line, 2) ? ENOUGH : -1;
        boolean method = line.arg(1).equals("MD5")
                || line.arg(1).equals("TWN")
                || line.arg(1).equals("SSO")
                || line.arg(1).equals("SHA");
        if (method) return line.arg(2).length() == 1 && "ISA".contains(line.arg(2)) ? ENOUGH : -1;
        return client && isAccount(line, 1) && line.count() == 3 && isTicket(line.arg(2)) ? ENOUGH : -1;
    }

    private static int answer(Line line, boolean client, boolean numbered) {
        if (!numbered) return -1;
        if (line.arg(1).equals("OK") && line.count() == 2) return client ? -1 : 0;
        return client && isAccount(line, 1) && line.count() == 4 ? ENOUGH : -1;
    }

    private static boolean isTicket(String ticket) {
        return ticket.length() >= 4
                && ticket.chars().allMatch(c -> c == '.' || c < 128 && Character.isLetterOrDigit(c));
    }
}

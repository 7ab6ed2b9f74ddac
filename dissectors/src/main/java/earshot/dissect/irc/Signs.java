package earshot.dissect.irc;

import static earshot.dissect.irc.Signs.Role.CLIENT;
import static earshot.dissect.irc.Signs.Role.SERVER;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Opening;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Recognition: the lines of both directions score by what only IRC says. A line that says it all is enough
/// ([#SURE]); else it takes [#ENOUGH] points from two lines.
///
/// FTP, POP3 and SMTP share single commands with IRC (USER, PASS, QUIT, HELP) and numbers of three digits. They
/// score nothing: IRC's USER has four parameters, and its numbers stand behind a source, as theirs never do. A
/// first line that is not IRC at all is a no, and so are more bad lines than good ones.
final class Signs {
    enum Role {
        CLIENT,
        SERVER
    }

    private static final int ENOUGH = 4, SURE = 100, BAD = -1;
    /// Lines of a direction that are looked at.
    private static final int LINES = 40;

    private static final Words FIRST_WORDS = new Words(Commands.CLIENT);
    private static final Words SERVERS_FIRST_WORDS = new Words(
            Set.of("NOTICE", "PING", "ERROR", "AUTHENTICATE", "PASS", "SERVER", "CAPAB", "PROTOCTL", "NICK", "SVINFO"));
    private static final Set<String> USERS =
            Set.of("PRIVMSG NOTICE JOIN PART QUIT NICK MODE TOPIC KICK INVITE AWAY ACCOUNT CHGHOST TAGMSG SETNAME KILL"
                    .split(" "));

    private int points, good, bad;
    private boolean sure;
    private boolean nick, user, pass;
    private String ping = "", pong = "";

    private Signs() {}

    static Verdict verdict(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        boolean fromStart = opening.fromStart();
        if (fromStart && (cannotBegin(client, CLIENT) || cannotBegin(server, SERVER))) return Verdict.NO;
        Signs straight = new Signs();
        straight.read(client, CLIENT, fromStart);
        straight.read(server, SERVER, fromStart);
        if (straight.accepted()) return Verdict.YES;
        if (fromStart) return straight.hopeless() ? Verdict.NO : Verdict.MORE;
        Signs turned = new Signs();
        turned.read(client, SERVER, false);
        turned.read(server, CLIENT, false);
        if (turned.accepted()) return Verdict.REVERSED;
        return straight.hopeless() && turned.hopeless() ? Verdict.NO : Verdict.MORE;
    }

    private boolean accepted() {
        return good > bad && (sure || points >= ENOUGH && good >= 2);
    }

    private boolean hopeless() {
        return bad > good;
    }

    /// Settles most flows by their first word, without a string being made.
    private static boolean cannotBegin(Cursor in, Role role) {
        int at = 0;
        while (in.peek(at) == '\r' || in.peek(at) == '\n' || in.peek(at) == ' ') at++;
        int first = in.peek(at);
        if (first < 0 || first == ':' || first == '@') return false;
        int end = at;
        while (in.peek(end) > ' ' && end - at < 16) end++;
        if (in.peek(end) < 0) {
            for (int i = at; i < end; i++) if (!letter(in.peek(i))) return true;
            return end - at > 12;
        }
        // A client's side may also be a server's that connects to another.
        boolean known = (role == CLIENT ? FIRST_WORDS : SERVERS_FIRST_WORDS).contains(in, at, end);
        return !known;
    }

    private static boolean letter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private void read(Cursor in, Role role, boolean fromStart) {
        int at = 0;
        for (int n = 0; n < LINES; n++) {
            int length = IrcFlow.lineEnd(in, at);
            if (length == Dissection.MORE) return;
            Cursor line = in.copy();
            line.skip(at);
            judge(line.text(length, StandardCharsets.ISO_8859_1).strip(), role, n == 0 && !fromStart);
            at += length;
        }
    }

    /// @param half the line may be the second half of one
    private void judge(String octets, Role role, boolean half) {
        if (octets.isEmpty()) return;
        Line line = binary(octets) ? null : Line.read(octets);
        int score = line == null ? BAD : role == CLIENT ? client(line) : server(line);
        if (score == BAD && half) return;
        if (score == BAD) bad++;
        if (score <= 0) return;
        good++;
        points += score;
        sure |= score == SURE;
    }

    /// NUL never stands in a line, and other control characters are rare: those for formatting apart.
    private static boolean binary(String octets) {
        int control = 0;
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            if (c == 0) return true;
            boolean usual = c >= ' ' || c <= 4 || c == 0x0f || c == 0x10 || c == 0x11 || c == 0x16;
            if (!usual && c != 7 && c != 9 && (c < 0x1b || c > 0x1f)) control++;
        }
        return control * 20 > octets.length();
    }

    private int client(Line line) {
        // Only servers write whole masks: this may be the other side.
        if (line.from().mask()) return 0;
        if (!line.source().isEmpty() && Commands.LINK.contains(line.command())) return link(line);
        if (line.numeric() >= 0 || !Commands.CLIENT.contains(line.command()) && !Commands.LINK.contains(line.command()))
            return BAD;
        return switch (line.command()) {
            case "NICK" -> nick(line);
            case "USER" -> user(line);
            case "CAP" -> subcommand(line.param(0)) ? 1 : 0;
            case "PASS" -> pass(line);
            case "PRIVMSG", "NOTICE" -> words(line);
            case "JOIN", "PART", "TOPIC", "NAMES", "WHO", "MODE" -> channel(line.param(0)) ? 1 : 0;
            case "PING" -> token(line, CLIENT);
            case "PONG" -> token(line, SERVER);
            case "WEBIRC" -> line.count() >= 4 ? 3 : 0;
            case "AUTHENTICATE" ->
                line.param(0).equals("PLAIN") || line.param(0).startsWith("SCRAM-") ? 2 : 0;
            case "STARTTLS" -> line.count() == 0 ? 1 : 0;
            case "SERVER", "CAPAB", "PROTOCTL", "SVINFO" -> link(line);
            default -> 0;
        };
    }

    private int server(Line line) {
        Source source = line.from();
        if (line.source().isEmpty()) {
            return switch (line.command()) {
                case "NOTICE" -> line.param(0).equals("AUTH") || line.param(0).equals("*") ? 3 : 0;
                case "PING" -> token(line, SERVER);
                case "ERROR" ->
                    line.param(0).startsWith("Closing Link") || line.param(0).startsWith("Closing link") ? 3 : 1;
                case "AUTHENTICATE" -> 1;
                case "PASS", "SERVER", "CAPAB", "PROTOCTL", "SVINFO" -> link(line);
                case "NICK" -> 0;
                default -> BAD;
            };
        }
        if (source.mask()) return fromUser(line);
        if (line.numeric() >= 0) return numeric(line);
        if (Commands.LINK.contains(line.command())) return link(line);
        if (!Commands.SERVER.contains(line.command())) return BAD;
        boolean host = source.name().indexOf('.') > 0;
        return switch (line.command()) {
            case "CAP" -> subcommand(line.param(1)) ? SURE : 1;
            case "NOTICE" -> host && line.count() == 2 ? 3 : 1;
            case "PONG" -> 2;
            case "MODE" -> channel(line.param(0)) || line.param(0).equals(source.name()) ? 3 : 1;
            case "PRIVMSG" -> line.count() == 2 ? 3 : 0;
            default -> 1;
        };
    }

    /// `:nick!user@host PRIVMSG #channel :words` is IRC and nothing else.
    private static int fromUser(Line line) {
        if (!USERS.contains(line.command())) return 0;
        return switch (line.command()) {
            case "PRIVMSG", "NOTICE" -> line.count() == 2 && target(line.param(0)) ? SURE : 0;
            case "JOIN", "PART", "TOPIC", "KICK" -> channel(line.param(0)) ? SURE : 0;
            default -> 3;
        };
    }

    private static int numeric(Line line) {
        int number = line.numeric();
        boolean greeting = number >= 1 && number <= 5 && line.count() >= 2 && target(line.param(0));
        if (greeting) return SURE;
        return target(line.param(0)) || number == 670 || number == 691 ? 3 : 0;
    }

    private int link(Line line) {
        return switch (line.command()) {
            case "CAPAB" -> line.param(0).equals("START") || line.param(0).contains("QS") ? SURE : 2;
            case "SERVER" -> line.count() >= 3 && line.param(0).indexOf('.') > 0 ? pass ? SURE : 3 : 0;
            case "PROTOCTL" -> ServerLink.introduces(line) ? 3 : 1;
            default -> ServerLink.introduces(line) ? 3 : 1;
        };
    }

    private int pass(Line line) {
        pass = true;
        return line.param(0).startsWith("oauth:") ? 2 : ServerLink.introduces(line) ? SURE : 0;
    }

    private int nick(Line line) {
        if (line.count() < 1 || !target(line.param(0)) || channel(line.param(0))) return 0;
        nick = true;
        return user ? 2 : 1;
    }

    private int user(Line line) {
        if (line.count() < 4) return 0;
        user = true;
        return nick ? 3 : 2;
    }

    /// A request of CTCP inside is IRC by itself: nothing else puts commands between 0x01 characters.
    private static int words(Line line) {
        if (line.count() < 2 || !target(line.param(0))) return 0;
        String text = line.param(1);
        boolean request = text.length() > 4 && text.charAt(0) == 1 && letter(text.charAt(1)) && letter(text.charAt(2));
        return request ? SURE : line.trailing() ? 3 : 1;
    }

    /// PING and PONG with one token, on two sides.
    private int token(Line line, Role pinging) {
        String token = line.last();
        if (token.isEmpty()) return 0;
        boolean answered = token.equals(line.command().equals("PING") ? pong : ping);
        if (line.command().equals("PING") && pinging == SERVER) ping = token;
        if (line.command().equals("PONG")) pong = token;
        return answered ? 2 : 1;
    }

    private static boolean subcommand(String word) {
        return switch (Ascii.upper(word)) {
            case "LS", "REQ", "END", "ACK", "NAK", "LIST", "NEW", "DEL", "CLEAR" -> true;
            default -> false;
        };
    }

    private static boolean channel(String word) {
        return word.length() > 1 && (word.charAt(0) == '#' || word.charAt(0) == '&' || word.charAt(0) == '!');
    }

    /// A nick, a channel or `*`: no scheme of an address, no header.
    private static boolean target(String word) {
        if (word.isEmpty() || word.length() > 200) return false;
        char first = word.charAt(0);
        return first != '-' && first != '<' && first != '/' && word.indexOf('=') < 0 && word.indexOf("://") < 0;
    }
}

package earshot.dissect.irc.dcc;

import earshot.flow.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What follows `DCC` in a CTCP message: an offer, or an answer to one.
///
/// @param name the file as offered, as octets; for a chat what it says in that place (`chat`)
/// @param address where the speaker listens, null where that is no address
/// @param port 0 in a reverse offer: the other side is to listen
/// @param size of the file, -1 where not said; for RESUME and ACCEPT the offset
/// @param token tells reverse offers apart; "" for none
/// @param secure inside TLS
public record DccOffer(Kind kind, String name, Address address, int port, long size, String token, boolean secure) {
    public enum Kind {
        SEND,
        RESUME,
        ACCEPT,
        CHAT,
        /// Another way to send, which only the offer is known of.
        XMIT,
        /// The offer of this name is declined.
        REJECT
    }

    /// Reads what follows `DCC `.
    ///
    /// @return null for what is no offer of a known kind, or a damaged one
    public static DccOffer read(String text) {
        List<String> words = words(text.strip());
        if (words == null || words.size() < 2) return null;
        String type = words.getFirst().toUpperCase(Locale.ROOT);
        List<String> arguments = words.subList(1, words.size());
        return switch (type) {
            case "SEND", "TSEND" -> endpoint(Kind.SEND, arguments, false);
            case "SSEND", "STSEND", "TSSEND" -> endpoint(Kind.SEND, arguments, true);
            case "CHAT" -> endpoint(Kind.CHAT, arguments, false);
            case "SCHAT" -> endpoint(Kind.CHAT, arguments, true);
            case "RESUME", "TRESUME", "SRESUME" -> offset(Kind.RESUME, arguments);
            case "ACCEPT", "TACCEPT", "SACCEPT" -> offset(Kind.ACCEPT, arguments);
            case "XMIT" -> xmit(arguments);
            case "REJECT" ->
                arguments.size() < 2
                        ? null
                        : new DccOffer(Kind.REJECT, joined(arguments, 1, arguments.size()), null, 0, -1, "", false);
            default -> null;
        };
    }

    /// Whether the other side is asked to listen.
    public boolean reverse() {
        return port == 0 && !token.isEmpty();
    }

    /// `name address port [size [token]]`; of a chat there is no size. Names with spaces stand in quotes, or,
    /// with careless clients, do not: the address and the port then tell where the name ends.
    private static DccOffer endpoint(Kind kind, List<String> words, boolean secure) {
        for (int i = 1; i + 1 < words.size(); i++) {
            int port = (int) number(words.get(i + 1), 65535);
            if (!address(words.get(i)) || port < 0) continue;
            List<String> rest = words.subList(i + 2, words.size());
            if (rest.size() > 2) continue;
            String name = joined(words, 0, i);
            boolean chat = kind == Kind.CHAT;
            long size = chat || rest.isEmpty() ? -1 : number(rest.getFirst(), Long.MAX_VALUE);
            String token = chat && !rest.isEmpty() ? rest.getFirst() : rest.size() == 2 ? rest.getLast() : "";
            return new DccOffer(kind, name, parse(words.get(i)), port, size, token, secure);
        }
        return null;
    }

    /// `name port offset [token]`.
    private static DccOffer offset(Kind kind, List<String> words) {
        int end = words.size();
        boolean tokened = end >= 4 && words.get(end - 3).equals("0") && number(words.get(end - 2), Long.MAX_VALUE) >= 0;
        int at = tokened ? end - 3 : end - 2;
        if (at < 1) return null;
        int port = (int) number(words.get(at), 65535);
        long offset = number(words.get(at + 1), Long.MAX_VALUE);
        if (port < 0 || offset < 0) return null;
        String token = tokened ? words.getLast() : "";
        return new DccOffer(kind, joined(words, 0, at), null, port, offset, token, false);
    }

    /// `protocol address port [name [size [type]]]`.
    private static DccOffer xmit(List<String> words) {
        if (words.size() < 4) return null;
        long port = number(words.get(2), 65535);
        if (port < 0) return null;
        long size = words.size() > 4 ? number(words.get(4), Long.MAX_VALUE) : -1;
        return new DccOffer(Kind.XMIT, words.get(3), parse(words.get(1)), (int) port, size, "", false);
    }

    /// The words; one that begins with a quotation mark ends with the next. Null where that is missing.
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>(6);
        for (int at = 0; at < text.length(); ) {
            char c = text.charAt(at);
            if (c == ' ') {
                at++;
                continue;
            }
            boolean quoted = c == '"';
            int end = text.indexOf(quoted ? '"' : ' ', at + 1);
            if (quoted && end < 0) return null;
            if (end < 0) end = text.length();
            words.add(text.substring(quoted ? at + 1 : at, end));
            at = end + 1;
        }
        return words;
    }

    private static String joined(List<String> words, int from, int to) {
        return String.join(" ", words.subList(from, to));
    }

    private static boolean address(String word) {
        if (word.equals("-") || word.equals("0")) return true;
        // Networks below 1.0.0.0 do not exist: a small number is a port or a part of the name.
        if (decimal(word)) return word.startsWith("-") || Long.parseLong(word) >= 1 << 24;
        return Address.parse(word) != null;
    }

    private static boolean decimal(String word) {
        int from = word.startsWith("-") ? 1 : 0;
        if (word.length() == from || word.length() > from + 10) return false;
        for (int i = from; i < word.length(); i++) if (word.charAt(i) < '0' || word.charAt(i) > '9') return false;
        return true;
    }

    /// An unsigned 32-bit number in network order; old clients print it signed.
    private static Address parse(String word) {
        if (!decimal(word)) return Address.parse(word);
        long bits = Long.parseLong(word);
        boolean fits = bits >= Integer.MIN_VALUE && bits <= 0xffff_ffffL && bits != 0;
        return fits ? Address.v4((int) bits) : null;
    }

    private static long number(String word, long most) {
        if (word.isEmpty() || word.length() > 18) return -1;
        for (int i = 0; i < word.length(); i++) if (word.charAt(i) < '0' || word.charAt(i) > '9') return -1;
        long value = Long.parseLong(word);
        return value <= most ? value : -1;
    }
}

package earshot.dissect.irc;

import earshot.event.ImEvent.Credential.Form;
import java.util.Set;

/// A password told to the services of a network (NickServ and its like) in words. Octets.
///
/// @param account whose password it is, "" for the speaker's own nick
/// @param secret the part of the text that is secret
/// @param mechanism the service and the command: `NickServ IDENTIFY`
record ServiceCommand(String account, String secret, Form form, String mechanism) {
    private static final Set<String> SERVICES =
            Set.of("NICKSERV", "NS", "USERSERV", "US", "AUTHSERV", "AS", "CHANSERV", "CS", "Q", "X");
    private static final Set<String> NICK_SERVICES = Set.of("NICKSERV", "NS", "USERSERV", "US", "AUTHSERV", "AS");

    /// What the words to this nick expose; null where that is nothing.
    ///
    /// @param target as addressed: `NickServ`, `X@channels.undernet.org`
    static ServiceCommand read(String target, String text) {
        int at = target.indexOf('@');
        String service = at < 0 ? target : target.substring(0, at);
        String name = Ascii.upper(service);
        if (!SERVICES.contains(name)) return null;
        String[] words = Ascii.words(text, 5);
        String verb = Ascii.upper(words[0]);
        if (words.length < 2) return null;
        if (NICK_SERVICES.contains(name)) return nick(canonical(name), verb, words);
        return switch (name) {
            case "CHANSERV", "CS" -> channel(verb, words);
            case "Q" -> quakenet(verb, words);
            default -> undernet(verb, words);
        };
    }

    /// A command to services that was typed as a line of talk: `/msg NickServ identify hunter2` with a space
    /// before it goes to the whole channel.
    static ServiceCommand slipped(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == ' ') first++;
        // Asked of every line that is said: most are settled by one character.
        if (first == text.length() || "/mM".indexOf(text.charAt(first)) < 0) return null;
        String[] words = Ascii.words(text, 6);
        int at = switch (Ascii.upper(words[0])) {
            case "/MSG", "MSG", "/QUERY", "/SQUERY" -> 1;
            case "/NICKSERV", "/NS", "/CHANSERV", "/CS" -> 0;
            default -> -1;
        };
        // Words like "msg nickserv identify and then wait for it" are advice.
        if (at < 0 || words.length < at + 3 || words.length > at + 4) return null;
        String service = at == 0 ? words[0].substring(1) : words[1];
        return read(service, String.join(" ", java.util.Arrays.copyOfRange(words, at + 1, words.length)));
    }

    private static String canonical(String name) {
        return switch (name) {
            case "USERSERV", "US" -> "UserServ";
            case "AUTHSERV", "AS" -> "AuthServ";
            default -> "NickServ";
        };
    }

    private static ServiceCommand nick(String service, String verb, String[] words) {
        String mechanism = service + " " + verb;
        boolean two = words.length > 2;
        return switch (verb) {
            case "IDENTIFY", "ID", "SIDENTIFY", "LOGIN", "AUTH" ->
                two ? clear(words[1], words[2], service + " IDENTIFY") : clear("", words[1], service + " IDENTIFY");
            case "GHOST", "RECOVER", "RELEASE", "REGAIN", "DROP", "LINK", "GROUP" ->
                two ? clear(words[1], words[2], mechanism) : null;
            case "REGISTER" ->
                service.equals("NickServ")
                        ? clear("", words[1], mechanism)
                        : two ? clear(words[1], words[2], mechanism) : null;
            case "SET" -> two && password(words[1]) ? clear("", words[2], mechanism + " PASSWORD") : null;
            case "SETPASS" -> words.length > 3 ? clear(words[1], words[3], mechanism) : null;
            case "PASS", "NEWPASS" -> two ? clear("", words[1] + " " + words[2], mechanism) : null;
            default -> null;
        };
    }

    private static ServiceCommand channel(String verb, String[] words) {
        if (words.length < 3 || !words[1].startsWith("#")) return null;
        return switch (verb) {
            case "IDENTIFY", "REGISTER" -> clear("", words[2], "ChanServ " + verb);
            case "SET" -> words.length > 3 && password(words[2]) ? clear("", words[3], "ChanServ SET PASSWORD") : null;
            default -> null;
        };
    }

    private static ServiceCommand quakenet(String verb, String[] words) {
        if (words.length < 3) return null;
        return switch (verb) {
            case "AUTH", "LOGIN" -> clear(words[1], words[2], "Q AUTH");
            case "NEWPASS" -> clear("", words[1] + " " + words[2], "Q NEWPASS");
            case "CHALLENGEAUTH" ->
                words.length > 3
                        ? new ServiceCommand(
                                words[1], words[2], Form.DIGEST, "Q CHALLENGEAUTH " + Ascii.upper(words[3]))
                        : null;
            default -> null;
        };
    }

    private static ServiceCommand undernet(String verb, String[] words) {
        if (words.length < 3) return null;
        return switch (verb) {
            case "LOGIN" -> clear(words[1], words[2], "X LOGIN");
            case "NEWPASS" -> clear("", words[1] + " " + words[2], "X NEWPASS");
            default -> null;
        };
    }

    private static boolean password(String word) {
        String upper = Ascii.upper(word);
        return upper.equals("PASSWORD") || upper.equals("PASSWD") || upper.equals("PASS");
    }

    private static ServiceCommand clear(String account, String secret, String mechanism) {
        return new ServiceCommand(account, secret, Form.CLEARTEXT, mechanism);
    }
}

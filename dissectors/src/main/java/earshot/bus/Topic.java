package earshot.bus;

import java.util.Locale;
import java.util.Set;

/// What a topic is for, as far as the words in its name tell.
public enum Topic {
    /// A word that only chats have: `chat`, `im`, `dm`.
    TALK,
    /// A word that chats have, and other things too: `room`, `message`.
    PERHAPS,
    /// Nothing says so.
    OTHER;

    private static final Set<String> SURE =
            Set.of("chat", "chats", "chatroom", "chatrooms", "im", "dm", "dms", "talk", "lobby");
    private static final Set<String> MAYBE = Set.of(
            "msg",
            "msgs",
            "message",
            "messages",
            "room",
            "rooms",
            "conversation",
            "conversations",
            "channel",
            "channels",
            "inbox",
            "group",
            "groups");
    /// Below a chat's topic, but not what somebody says.
    private static final Set<String> ABOUT = Set.of(
            "status",
            "presence",
            "online",
            "offline",
            "typing",
            "state",
            "lwt",
            "will",
            "ack",
            "acks",
            "receipt",
            "receipts",
            "read",
            "sensor",
            "sensors",
            "telemetry",
            "temperature",
            "humidity",
            "light",
            "power",
            "config",
            "cmd",
            "command",
            "log",
            "logs");

    /// Words stand between slashes, dots, dashes, underscores and at changes of case.
    public static Topic of(String name) {
        Topic found = OTHER;
        int from = 0;
        for (int i = 0; i <= name.length(); i++) {
            boolean ends = i == name.length() || isSeparator(name.charAt(i)) || isCamel(name, i);
            if (!ends) continue;
            String word = name.substring(from, i).toLowerCase(Locale.ROOT);
            from = i < name.length() && isSeparator(name.charAt(i)) ? i + 1 : i;
            if (ABOUT.contains(word)) return OTHER;
            if (SURE.contains(word)) found = TALK;
            else if (MAYBE.contains(word) && found == OTHER) found = PERHAPS;
        }
        return found;
    }

    private static boolean isCamel(String name, int i) {
        return i > 0 && Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1));
    }

    private static boolean isSeparator(char c) {
        return "/.-_:# +$".indexOf(c) >= 0;
    }
}

package earshot.bus;

import earshot.text.TextDecoding;
import earshot.web.Json;
import java.util.List;
import java.util.Set;

/// What somebody says in a payload.
///
/// @param from as the payload says, "" where it does not
/// @param to whom it names as the only reader, "" where it does not
/// @param id the message's own, "" for none
/// @param stated nanoseconds since 1970-01-01 UTC, 0 where it states no time
/// @param typing nobody said anything yet
public record Utterance(String from, String to, String text, String id, long stated, boolean typing) {
    /// Longer payloads are documents, not talk.
    static final int LONGEST = 64 * 1024;

    private static final List<String> TEXT = List.of("text", "msg", "message", "body", "content");
    private static final List<String> FROM = List.of(
            "from",
            "sender",
            "sender_fbid",
            "senderName",
            "sender_name",
            "senderId",
            "sender_id",
            "author",
            "nick",
            "nickname",
            "username",
            "userName",
            "user",
            "name",
            "userId",
            "user_id",
            "clientId",
            "client_id");
    private static final List<String> TO = List.of("to", "recipient", "receiver");
    private static final List<String> ID = List.of("id", "msgid", "msgId", "messageId", "message_id", "mid");
    private static final List<String> TIME = List.of("ts", "time", "timestamp", "sent_at", "sentAt", "date");
    /// Names that machines use: a document with one of them is a record of something, not talk.
    private static final Set<String> MACHINES = Set.of(
            "level",
            "severity",
            "loglevel",
            "logger",
            "sensor",
            "sensors",
            "temperature",
            "temp",
            "humidity",
            "value",
            "values",
            "unit",
            "units",
            "battery",
            "rssi",
            "voltage",
            "device",
            "deviceId",
            "device_id",
            "deviceid",
            "firmware",
            "uptime",
            "metric",
            "metrics",
            "alarm",
            "error",
            "code",
            "stack",
            "latitude",
            "longitude",
            "lat",
            "lon",
            "payload",
            "cmd",
            "command");

    /// Null where nobody says anything.
    ///
    /// @param topic what the payload was sent to
    public static Utterance read(String topic, byte[] payload) {
        if (payload.length < 2 || payload.length > LONGEST) return null;
        if (first(payload) == '{') return json(topic, Json.read(payload));
        return plain(topic, payload);
    }

    private static int first(byte[] payload) {
        for (byte b : payload) if (b != ' ' && b != '\n' && b != '\r' && b != '\t') return b;
        return 0;
    }

    private static Utterance json(String topic, Json document) {
        if (!document.isObject() || document.fields().keySet().stream().anyMatch(MACHINES::contains)) return null;
        String from = any(document, FROM);
        if (from.isEmpty()) return null;
        if (document.text("type").equals("typ")) return new Utterance(from, any(document, TO), "", "", 0, true);
        String text = any(document, TEXT);
        boolean talk = Topic.of(topic) == Topic.TALK;
        // A number alone is a reading, unless people talk there.
        if (text.isBlank() || !talk && text.chars().noneMatch(Character::isLetter)) return null;
        return new Utterance(from, any(document, TO), text, any(document, ID), time(document), false);
    }

    /// The first of these names that has a text, or an object with one.
    private static String any(Json document, List<String> names) {
        for (String name : names) {
            Json value = document.at(name);
            if (!value.text().isBlank()) return value.text();
            if (!value.isObject()) continue;
            for (String inner : new String[] {"name", "username", "id", "text", "body"}) {
                if (!value.text(inner).isBlank()) return value.text(inner);
            }
        }
        return "";
    }

    /// Seconds or milliseconds since 1970, where they are of this century.
    private static long time(Json document) {
        for (String name : TIME) {
            long number = document.number(name);
            if (number > 978_307_200L && number < 4_102_444_800L) return number * 1_000_000_000L;
            if (number > 978_307_200_000L && number < 4_102_444_800_000L) return number * 1_000_000L;
        }
        return 0;
    }

    /// Words on a topic for talk: at least two letters; where the topic may be for something else, at least two words.
    private static Utterance plain(String topic, byte[] payload) {
        Topic kind = Topic.of(topic);
        if (kind == Topic.OTHER || !TextDecoding.isUtf8(payload)) return null;
        String text = TextDecoding.of(payload).text();
        boolean control = text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
        long letters = text.chars().filter(Character::isLetter).count();
        if (control || letters < 2 || first(payload) == '<' || first(payload) == '[') return null;
        if (kind == Topic.PERHAPS && text.strip().indexOf(' ') < 0) return null;
        return new Utterance("", "", text, "", 0, false);
    }
}

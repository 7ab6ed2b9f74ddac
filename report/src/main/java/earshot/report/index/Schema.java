package earshot.report.index;

import earshot.flow.Address;
import earshot.report.line.EventLine;
import earshot.report.talk.Party;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/// The fields of a document, in one place: what each is made of, and how what is looked for is written alike.
///
/// | field | of | kind |
/// |---|---|---|
/// | `text` | what was said, names, titles: [#searchable] | words |
/// | `from` `to` `room` `account` | accounts; `account` is any that the line names | exact, by [Party#normal] |
/// | `file` `service` `network` `protocol` `type` `kind` `leg` `severity` `rule` `what` `form` `capture` `mime` |
/// themselves | exact, lower case |
/// | `hash` `id` `flow` `talk` | SHA-256 and MD5, event id, community id, talk id | exact |
/// | `time` | when | number, also for sorting |
/// | `ip` `port` | of both ends of the flow; of a host event | addresses, numbers |
/// | `line` `saying` | number in the log; that of the first hop of the same saying | doc values only |
public final class Schema {
    /// Changes whenever the fields or the analysis do: an index of another version is built anew.
    static final String VERSION = "1";

    public static final String TEXT = "text", TIME = "time", IP = "ip", PORT = "port", ID = "id", TALK = "talk";
    public static final String TYPE = "type", KIND = "kind", LINE = "line", SAYING = "saying";
    /// Accounts and rooms, compared by [Party#normal].
    public static final Set<String> ACCOUNTS = Set.of("from", "to", "room", "account");
    /// Compared in lower case.
    public static final Set<String> WORDS = Set.of(
            "file",
            "service",
            "network",
            "protocol",
            TYPE,
            KIND,
            "leg",
            "severity",
            "rule",
            "what",
            "form",
            "capture",
            "mime",
            "hash",
            TALK);
    /// Compared as they are.
    public static final Set<String> EXACT = Set.of(ID, "flow");

    private static final List<String> ONE_ACCOUNT = List.of("account", "owner", "contact", "by", "about", "was", "is");
    private static final List<String> COPIED =
            List.of("service", "network", "protocol", TYPE, KIND, "leg", "severity", "rule", "what", "form", "mime");

    private static final FieldType WORDS_WITH_PLACES = new FieldType();

    static {
        WORDS_WITH_PLACES.setTokenized(true);
        // Offsets, so that a hit can be shown in its text without reading it anew.
        WORDS_WITH_PLACES.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        WORDS_WITH_PLACES.freeze();
    }

    private Schema() {}

    /// The document of a line.
    ///
    /// @param line its secrets masked
    /// @param talk the talk's id and the line number of the saying's first hop; "" and the line's own for
    ///     what is no message
    static Document document(EventLine line, long number, String talk, long saying) {
        Document document = new Document();
        document.add(new NumericDocValuesField(LINE, number));
        document.add(new NumericDocValuesField(SAYING, saying));
        if (line.time() != Long.MIN_VALUE) {
            document.add(new LongPoint(TIME, line.time()));
            document.add(new NumericDocValuesField(TIME, line.time()));
        }
        String text = searchable(line);
        if (!text.isEmpty()) document.add(new Field(TEXT, text, WORDS_WITH_PLACES));
        for (String field : COPIED) exact(document, field, lower(line.text(field)));
        exact(document, ID, line.id());
        if (!talk.isEmpty()) {
            exact(document, TALK, talk);
            document.add(new SortedDocValuesField(TALK, new BytesRef(talk)));
        }
        accounts(document, line);
        flow(document, line);
        line.proof().forEach(proof -> exact(document, "capture", lower(proof.capture())));
        exact(document, "hash", lower(line.text("sha256")));
        exact(document, "hash", lower(line.text("md5")));
        if (line.type().equals("file")) exact(document, "file", lower(line.text("name")));
        for (String name : line.list("attachments")) exact(document, "file", lower(name));
        return document;
    }

    private static void accounts(Document document, EventLine line) {
        String from = Party.normal(line.text("from"));
        exact(document, "from", from);
        exact(document, "account", from);
        for (String reader : line.list("to")) {
            String to = Party.normal(reader);
            exact(document, "to", to);
            exact(document, "account", to);
        }
        exact(document, "room", Party.normal(line.text("room")));
        for (String field : ONE_ACCOUNT) exact(document, "account", Party.normal(line.text(field)));
        for (String subject : line.list("subjects")) exact(document, "account", Party.normal(subject));
    }

    private static void flow(Document document, EventLine line) {
        exact(document, "flow", line.text("flow", "communityId"));
        end(document, line.text("flow", "client"));
        end(document, line.text("flow", "server"));
        if (line.type().equals("host")) address(document, line.text("address"));
    }

    private static void end(Document document, String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        if (colon <= 0) return;
        address(document, endpoint.substring(0, colon).replace("[", "").replace("]", ""));
        try {
            document.add(new IntPoint(PORT, Integer.parseInt(endpoint, colon + 1, endpoint.length(), 10)));
        } catch (NumberFormatException e) {
            // Not of our writing; the line is searched without it.
        }
    }

    private static void address(Document document, String text) {
        InetAddress address = address(text);
        if (address != null) document.add(new InetAddressPoint(IP, address));
    }

    /// An address literal, never asking a name server; null where it is none.
    public static InetAddress address(String text) {
        Address address = Address.parse(text);
        try {
            return address == null ? null : InetAddress.getByAddress(address.bytes());
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static void exact(Document document, String field, String value) {
        if (!value.isEmpty() && value.length() < 8000) document.add(new StringField(field, value, Field.Store.NO));
    }

    /// How a value of an exact field is written in the index.
    public static String exact(String field, String value) {
        return ACCOUNTS.contains(field) ? Party.normal(value) : WORDS.contains(field) ? lower(value) : value;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// The words of a line that are looked for without naming a field; hits are marked in exactly this text.
    public static String searchable(EventLine line) {
        return switch (line.type()) {
            case "file", "contact", "host" -> line.text("name");
            case "session" -> line.text("reason");
            case "anomaly" -> line.text("detail");
            case "alert" -> line.text("title") + '\n' + line.text("explanation");
            default -> line.text("text");
        };
    }
}

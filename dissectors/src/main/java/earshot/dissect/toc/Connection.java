package earshot.dissect.toc;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.text.ChatHtml;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What the readers of one connection share: whose it is, how text is read, how things are said.
final class Connection {
    /// Peers whose charset is remembered; the one heard least recently goes.
    private static final int MOST_SPEAKERS = 64;
    /// What programs of the time meant by Latin-1.
    private static final Charset LATIN_1 = TextDecoding.FALLBACK;

    final Out out;
    /// The program at the client's side, as far as it said.
    Client client = Client.UNKNOWN;

    private Account own;
    private boolean named, saidUnnamed, recognised;
    private final Map<String, TextDecoding.Speaker> speakers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TextDecoding.Speaker> eldest) {
            return size() > MOST_SPEAKERS;
        }
    };

    Connection(Out out) {
        this.out = out;
        this.own = out.unnamed(Direction.CLIENT);
    }

    /// The account of this connection, to be put into an event: unnamed where nothing has said it yet.
    Account own() {
        if (!named) saidUnnamed = true;
        return own;
    }

    boolean isOwn(String name) {
        return named && key(name).equals(key(own.id()));
    }

    /// Something says whose connection this is; or only spells the name anew, which is the same account.
    void named(String name) {
        if (name.isBlank() || named && own.id().equals(name)) return;
        Account was = own;
        boolean first = !named;
        own = Account.of(name.strip());
        named = true;
        confirm();
        if (first && saidUnnamed) emit(new Identity(seen(), was, own, Identity.Kind.NAMED));
    }

    /// A line that nobody else would say.
    void recognised() {
        if (!recognised) confirm();
    }

    private void confirm() {
        recognised = true;
        // ICQ's own TOC client signed on with numbers.
        out.service(named && isNumber(own.id()) ? "icq" : "aim");
        out.confirm("signature:toc", Confidence.CERTAIN, false);
    }

    private static boolean isNumber(String name) {
        return name.length() > 4 && name.length() <= 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// How names are compared: case and spaces do not count.
    static String key(String name) {
        return name.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    Seen seen() {
        return out.seen();
    }

    void emit(ImEvent event) {
        out.emit(event);
    }

    /// A name, an alias or a topic: text that nobody stated the charset of, without markup.
    static String plain(String octets) {
        return TextDecoding.of(octets.getBytes(StandardCharsets.ISO_8859_1)).text();
    }

    /// The same with its markup removed.
    static String html(String octets) {
        return ChatHtml.text(plain(octets));
    }

    /// Puts what somebody wrote into a message.
    ///
    /// @param encoding `A` (ASCII), `L` (Latin-1), `U` (UTF-8) as TOC2 states it, "" where nothing does
    MessageBuilder said(MessageBuilder message, Account by, String octets, String encoding) {
        byte[] raw = octets.getBytes(StandardCharsets.ISO_8859_1);
        TextDecoding decoded = decoded(raw, encoding, by.id());
        String text = ChatHtml.text(decoded.text());
        String overlay = Overlays.scheme(text);
        if (!overlay.isEmpty()) return message.encrypted(overlay, raw.length);
        message.text(Overlays.withoutOffer(text)).markup(decoded.text());
        return decoded.foreign() ? message.raw(decoded.charset(), raw) : message;
    }

    /// Statements are often wrong, so that Latin-1 is only believed of what is not UTF-8.
    private TextDecoding decoded(byte[] raw, String encoding, String by) {
        if (encoding.equals("L")) return TextDecoding.of(raw, LATIN_1);
        return speakers.computeIfAbsent(key(by), _ -> new TextDecoding.Speaker())
                .read(raw);
    }

    void malformed(Line line) {
        out.anomaly("malformed-line", line.verb() + " has fewer fields than it must have");
    }

    void malformed(Command command) {
        out.anomaly("malformed-line", command.verb() + " has fewer words than it must have");
    }
}

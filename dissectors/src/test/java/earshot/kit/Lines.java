package earshot.kit;

import earshot.event.Account;
import earshot.event.ImEvent;
import java.util.Locale;
import java.util.stream.Collectors;

/// Events as lines a person can read and a test can compare: what the user sees, without times and frames.
public final class Lines {
    private Lines() {}

    public static String of(ImEvent event) {
        String said = switch (event) {
            case ImEvent.Session e ->
                low(e.state()) + " " + e.account() + quoted(client(e.client())) + part("by", e.login())
                        + part("because", e.reason());
            case ImEvent.Credential e ->
                e.account() + " " + low(e.form()) + " " + e.mechanism() + quoted(e.secret())
                        + (e.hashcat() == 0 ? "" : " hashcat " + e.hashcat());
            case ImEvent.Contact e ->
                e.owner() + " " + low(e.state()) + " " + e.contact() + quoted(e.name())
                        + (e.groups().isEmpty() ? "" : " in " + e.groups());
            case ImEvent.Presence e ->
                e.account() + " " + low(e.state()) + quoted(e.text()) + part("client", client(e.client()));
            case ImEvent.Message e -> message(e);
            case ImEvent.Room e -> e.room() + " " + e.account() + " " + low(e.action()) + quoted(e.text());
            case ImEvent.FileTransfer e ->
                low(e.state()) + " " + e.from() + " -> " + e.to() + quoted(e.name()) + " " + e.size()
                        + (e.recovered() == null
                                ? ""
                                : " got " + e.recovered().bytes() + " md5 "
                                        + e.recovered().md5()
                                        + part("missing", e.recovered().missing()));
            case ImEvent.Call e ->
                e.from() + " -> " + e.to() + (e.media() == null ? "" : " " + low(e.media())) + " " + e.state();
            case ImEvent.Lookup e -> e.by() + " about " + e.about() + quoted(e.text());
            case ImEvent.Identity e -> e.was() + " " + low(e.kind()) + " " + e.is();
            case ImEvent.Host e -> e.address() + part("mac", e.mac()) + part("name", e.name()) + " by " + e.by();
            case ImEvent.Service e -> e.seen().service() + " " + low(e.confidence()) + " " + e.evidence();
            case ImEvent.Usage e ->
                e.seen().service() + " " + e.sent() + " sent, " + e.received() + " received"
                        + part("likely", e.likely());
            case ImEvent.Anomaly e -> e.what() + quoted(e.detail());
            case ImEvent.Alert e -> e.rule() + " " + low(e.severity()) + quoted(e.title());
        };
        return event.type() + " " + said;
    }

    private static String message(ImEvent.Message e) {
        String to = e.room().isEmpty()
                ? e.to().stream().map(Account::toString).collect(Collectors.joining(","))
                : e.room() + (e.to().isEmpty() ? "" : " (" + e.to().getFirst() + ")");
        return low(e.kind()) + " " + low(e.leg()) + " " + e.from() + " -> " + to
                + (e.encryption().isEmpty()
                        ? " \"" + e.text() + "\""
                        : " " + e.encryption() + " " + e.size() + " bytes");
    }

    private static String client(ImEvent.Client client) {
        return (client.name() + " " + client.version()).strip();
    }

    private static String low(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "" : " \"" + text + "\"";
    }

    private static String part(String name, String value) {
        return value.isEmpty() ? "" : " " + name + " " + value;
    }
}

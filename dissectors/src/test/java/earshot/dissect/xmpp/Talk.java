package earshot.dissect.xmpp;

import earshot.kit.Dialogue;
import java.util.List;

/// Beginnings of streams for tests, and their events without those that every stream has.
final class Talk {
    static final String XML = "<?xml version='1.0'?>";

    private Talk() {}

    /// A client's and a server's stream headers.
    static Dialogue opened() {
        return opened(Dialogue.tcp(5222));
    }

    static Dialogue opened(Dialogue dialogue) {
        return dialogue.client(XML + header("to='ex.org'", "jabber:client"))
                .server(XML + header("from='ex.org' id='3EE948B0'", "jabber:client"));
    }

    static String header(String attributes, String namespace) {
        return "<stream:stream " + attributes + " xmlns='" + namespace
                + "' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
    }

    /// A client that is romeo@ex.org/orchard.
    static Dialogue romeo() {
        return romeo(Dialogue.tcp(5222));
    }

    static Dialogue romeo(Dialogue dialogue) {
        return bound(opened(dialogue), "romeo@ex.org/orchard");
    }

    static Dialogue bound(Dialogue dialogue, String address) {
        return dialogue.server("<iq type='result' id='b1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>"
                + address + "</jid></bind></iq>");
    }

    /// The lines of the dialogue's events, without what every test has: the service, the session of [#romeo].
    static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> !line.startsWith("service ") && !line.startsWith("session started romeo@ex.org"))
                .filter(line -> !line.startsWith("host "))
                .toList();
    }
}

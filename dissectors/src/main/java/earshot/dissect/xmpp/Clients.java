package earshot.dissect.xmpp;

import earshot.event.ImEvent.Client;
import java.util.Map;

/// Which program is behind the node that a client names in its presence (XEP-0115). Older clients also name
/// their version there, newer ones a hash.
final class Clients {
    private static final Map<String, String> BY_NODE = Map.ofEntries(
            Map.entry("pidgin.im", "Pidgin (libpurple)"),
            Map.entry("gaim.sf.net", "Gaim"),
            Map.entry("bitlbee.org/xmpp/caps", "BitlBee"),
            Map.entry("adium.im", "Adium"),
            Map.entry("adiumx.com", "Adium"),
            Map.entry("apple.com/ichat/caps", "iChat"),
            Map.entry("ichat.apple.com/caps", "iChat"),
            Map.entry("psi-im.org/caps", "Psi"),
            Map.entry("psi-im.org", "Psi"),
            Map.entry("psi-plus.com", "Psi+"),
            Map.entry("psi-dev.googlecode.com/caps", "Psi+"),
            Map.entry("gajim.org", "Gajim"),
            Map.entry("gajim.org/caps", "Gajim"),
            Map.entry("miranda-im.org/caps", "Miranda IM"),
            Map.entry("miranda-ng.org/caps", "Miranda NG"),
            Map.entry("google.com/xmpp/client/caps", "Google Talk"),
            Map.entry("mail.google.com/xmpp/client/caps", "Gmail"),
            Map.entry("talk.google.com/xmpp/bot/caps", "Google Talk bot"),
            Map.entry("android.com/gtalk/client/caps", "Google Talk for Android"),
            Map.entry("igniterealtime.org/projects/smack", "Smack"),
            Map.entry("igniterealtime.org/projects/smack/", "Smack"),
            Map.entry("igniterealtime.org/projects/spark", "Spark"),
            Map.entry("trillian.im/caps", "Trillian"),
            Map.entry("ceruleanstudios.com/caps", "Trillian"),
            Map.entry("conversations.im", "Conversations"),
            Map.entry("dino.im", "Dino"),
            Map.entry("swift.im", "Swift"),
            Map.entry("profanity-im.github.io", "Profanity"),
            Map.entry("mcabber.com/caps", "MCabber"),
            Map.entry("coccinella.sourceforge.net/protocol/caps", "Coccinella"),
            Map.entry("coccinella.im/caps", "Coccinella"),
            Map.entry("exodus.jabberstudio.org/caps", "Exodus"),
            Map.entry("kopete.kde.org/jabber/caps", "Kopete"),
            Map.entry("telepathy.freedesktop.org/caps", "Telepathy"),
            Map.entry("telepathy.freedesktop.org/wiki", "Telepathy"),
            Map.entry("qip.ru/caps", "QIP"),
            Map.entry("jitsi.org", "Jitsi"),
            Map.entry("monal-im.org", "Monal"),
            Map.entry("monal-im.org/", "Monal"),
            Map.entry("monal.im/caps", "Monal"),
            Map.entry("chatsecure.org", "ChatSecure"),
            Map.entry("tkabber.jabber.ru/", "Tkabber"),
            Map.entry("vacuum-im.googlecode.com", "Vacuum-IM"),
            Map.entry("xabber.com/android", "Xabber"),
            Map.entry("movim.eu/", "Movim"),
            Map.entry("poez.io", "Poezio"),
            Map.entry("slixmpp.com/ver/", "slixmpp"),
            Map.entry("agsxmpp/caps", "agsXMPP"),
            Map.entry("camaya.net/gloox", "gloox"),
            Map.entry("www.lampiro.bluendo.com", "Lampiro"));

    private Clients() {}

    /// The client that this presence names, unknown where it names none.
    static Client of(Element presence) {
        Element caps = presence.child("c", Ns.CAPS);
        if (caps == null) return Client.UNKNOWN;
        String node = caps.attribute("node"), plain = plain(node);
        String name = BY_NODE.get(plain);
        if (name == null && plain.startsWith("slixmpp.com/ver/")) {
            return new Client("slixmpp", plain.substring("slixmpp.com/ver/".length()), "");
        }
        // A program that is not known is named as it names itself.
        if (name == null) name = node;
        boolean hashed = caps.has("hash");
        return new Client(name, hashed ? "" : caps.attribute("ver"), "");
    }

    private static String plain(String node) {
        String plain = node.substring(node.indexOf("//") < 0 ? 0 : node.indexOf("//") + 2);
        if (plain.startsWith("www.")) plain = plain.substring(4);
        return plain.endsWith("/") && !BY_NODE.containsKey(plain) ? plain.substring(0, plain.length() - 1) : plain;
    }
}

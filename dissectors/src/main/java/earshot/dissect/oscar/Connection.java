package earshot.dissect.oscar;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the readers of one connection share: whose it is, and how to say things.
///
/// The account survives gaps: a connection is authenticated once, when it opens, and nothing in OSCAR moves
/// it to another account.
final class Connection {
    /// Peers whose charset is remembered; the one heard least recently goes.
    private static final int MOST_SPEAKERS = 64;

    private static final String AIM = "aim", ICQ = "icq";

    final Out out;

    /// The main connection (it carries ICBM), not one for chat, icons or the like.
    boolean main;
    /// The program at the client's side, as far as it said.
    Client client = Client.UNKNOWN;

    private Account own;
    private boolean named, saidUnnamed, recognised, serviceCertain;
    private String service = AIM;
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
        return named && UserInfo.same(own.id(), name);
    }

    boolean isNamed() {
        return named;
    }

    /// Something on this connection says whose it is: a login, 01/0F, ICQ's own number.
    void named(String name) {
        if (name.isEmpty() || named && own.id().equals(name)) return;
        Account was = own;
        boolean wasNamed = named;
        own = Account.of(name);
        named = true;
        serviceCertain = true;
        service(UserInfo.isUin(name) ? ICQ : AIM, Confidence.CERTAIN);
        if (!wasNamed && saidUnnamed) emit(new Identity(seen(), was, own, Identity.Kind.NAMED));
    }

    /// The client shows a cookie that some server gave to somebody: whoever that was, this is he.
    void claim(byte[] cookie) {
        if (!named) own = own.claiming(key(cookie));
    }

    /// The server gives the account of this connection a cookie for the next one.
    void give(byte[] cookie) {
        if (cookie.length > 0 && (named || !own.claim().isEmpty())) out.bind(key(cookie), own);
    }

    /// A cookie is a short-lived password; its digest ties as well.
    private static String key(byte[] cookie) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(cookie);
            return "oscar-cookie:" + HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The bytes are OSCAR for certain. Whether AIM or ICQ the account tells, once it is known; until then it
    /// is AIM, or ICQ where the peers are numbers.
    void recognised() {
        if (!recognised) service(service, Confidence.PROBABLE);
        recognised = true;
    }

    /// The account at the other end.
    Account peer(String name) {
        if (!serviceCertain && UserInfo.isUin(name) && service.equals(AIM)) service(ICQ, Confidence.PROBABLE);
        return Account.of(name);
    }

    private void service(String id, Confidence confidence) {
        service = id;
        recognised = true;
        out.service(id);
        out.confirm("signature:oscar", confidence, false);
    }

    Seen seen() {
        return out.seen();
    }

    void emit(ImEvent event) {
        out.emit(event);
    }

    /// Whoever speaks under this name; what was said before helps to read what is said next.
    TextDecoding.Speaker speaker(String name) {
        return speakers.computeIfAbsent(name.toLowerCase(java.util.Locale.ROOT), _ -> new TextDecoding.Speaker());
    }

    /// Says which length lied, if one did; what stands before it is read all the same.
    void overrun(Tlvs tlvs, Snac snac) {
        if (!tlvs.overrun().isEmpty()) out.anomaly("tlv-overrun", snac.name() + ": " + tlvs.overrun());
    }

    void truncated(Snac snac) {
        out.anomaly("truncated-snac", snac.name() + " ends inside a field");
    }
}

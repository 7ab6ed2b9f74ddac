package earshot.dissect.msnp;

import earshot.dissect.msnp.p2p.Names;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import java.util.Map;
import java.util.Set;

/// The login at a notification server: USR in its four forms, and the client that CVR names.
///
/// MD5: the server's challenge and the digest of challenge and password, hashcat mode 20. TWN and SSO: a ticket that
/// the client got elsewhere; who has it can be that account until it expires.
final class Login {
    private static final Set<String> METHODS = Set.of("MD5", "TWN", "SSO", "SHA");

    /// The client by the product that it answers challenges as, where nothing better is known.
    private static final Map<String, String> PRODUCTS = Map.of(
            "msmsgs@msnmsgr.com", "4",
            "PROD0038W!61ZTF9", "6.0",
            "PROD0058#7IL2{QD", "6.1",
            "PROD0061VRRZH@4F", "6.2",
            "PROD0090YUAUV{2B", "7.0",
            "PROD0101{0RM?UBW", "7.5",
            "PROD01065C%ZFN6F", "8.0",
            "PROD0114ES%Z5L$H", "8.1",
            "PROD0119GSJUC$18", "8.5",
            "PROD0120PW!CCV9@", "2009");

    private final Link link;
    private Client client = Client.UNKNOWN;
    private boolean programKnown;
    private String method = "", challenge = "", usrTrid = "", version = "";
    private Account asking;
    private boolean started;

    Login(Link link) {
        this.link = link;
    }

    static boolean isMethod(String word) {
        return METHODS.contains(word);
    }

    void version(Direction from, Line line) {
        if (from == Direction.SERVER) version = line.arg(1);
    }

    /// `CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813 MSMSGS alice@example.com`.
    void client(Direction from, Line line) {
        if (from != Direction.CLIENT || line.count() < 7 || !line.arg(1).startsWith("0x")) return;
        String os = line.arg(2) + " " + line.arg(3);
        client = new Client(line.arg(5), line.arg(6), os.strip());
        programKnown = true;
        Account account = Names.bare(line.arg(8));
        if (account != null) asking = account;
    }

    void user(Direction from, Line line) {
        boolean fromClient = from == Direction.CLIENT;
        if (!fromClient && line.arg(1).equals("OK")) {
            accepted(line);
            return;
        }
        if (!isMethod(line.arg(1)) || line.arg(1).equals("SHA")) return;
        method = line.arg(1);
        if (fromClient && line.arg(2).equals("I")) {
            Account account = Names.bare(line.arg(3));
            if (account != null) asking = account;
            usrTrid = line.arg(0);
        } else if (!fromClient && line.arg(2).equals("S")) {
            challenge = line.arg(3);
        } else if (fromClient && line.arg(2).equals("S")) {
            usrTrid = line.arg(0);
            proof(line);
        }
    }

    private void proof(Line line) {
        Account account = asking != null ? asking : link.speaking();
        String proof = line.arg(3);
        if (proof.isEmpty()) return;
        if (!method.equals("MD5")) {
            link.out.emit(new Credential(link.seen(), account, Credential.Form.TOKEN, proof, "MSNP " + method, 0));
        } else if (proof.length() == 32 && !challenge.isEmpty()) {
            String crackable = proof + ":" + challenge;
            link.out.emit(new Credential(link.seen(), account, Credential.Form.DIGEST, crackable, "MSNP MD5", 20));
        }
        challenge = "";
    }

    private void accepted(Line line) {
        Account account = Names.bare(line.arg(2));
        if (account == null) return;
        link.own(account);
        if (started) return;
        started = true;
        String how = method.isEmpty() ? version : (version + " " + method).strip();
        link.out.emit(new Session(link.seen(), Session.State.STARTED, account, client, how, ""));
    }

    /// An error that answers this transaction.
    void refused(Line line) {
        if (started || usrTrid.isEmpty() || !line.arg(0).equals(usrTrid)) return;
        Account account = asking != null ? asking : link.own();
        String reason = switch (line.command()) {
            case "911" -> "authentication failed";
            case "500", "600", "601", "910", "921" -> "server busy";
            case "917", "928" -> "ticket refused";
            default -> "error " + line.command();
        };
        link.out.emit(new Session(link.seen(), Session.State.FAILED, account, client, method, reason));
    }

    /// `OUT OTH`, `OUT SSD`, or the client's own `OUT`.
    void out(Direction from, Line line) {
        if (!link.named()) return;
        String reason = from == Direction.CLIENT
                ? ""
                : switch (line.arg(0)) {
                    case "OTH" -> "signed-on-elsewhere";
                    case "SSD" -> "server-shutdown";
                    default -> line.arg(0);
                };
        link.out.emit(new Session(link.seen(), Session.State.ENDED, link.own(), client, "", reason));
    }

    /// `QRY 10 PROD0090YUAUV{2B 32`: the answer to a challenge names the product.
    void product(Line line) {
        String version = PRODUCTS.get(line.arg(1));
        if (programKnown || version == null) return;
        programKnown = true;
        link.program(link.speaking(), new Client("MSN Messenger", version, ""));
    }

    /// What the capture lacks may have been another login.
    void gap(Direction from) {
        if (from == Direction.SERVER) challenge = "";
    }
}

package earshot.dissect.mdns;

import earshot.bytes.Cursor;
import earshot.dissect.Out;
import earshot.dns.DnsRecord;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Presence.State;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Who is there to chat with in the local network (XEP-0174, iChat's Bonjour): records of `_presence._tcp`. The owner
/// is `user@machine`; its TXT record says how he is, in pairs behind their length.
final class BonjourPresence {
    private static final String SERVICE = "._presence._tcp.local";
    private static final int MOST_KNOWN = 256, MOST_PAIRS = 64;

    private final Out out;
    /// What was told last of each: announcements are repeated.
    private final Map<String, String> told = new HashMap<>();

    BonjourPresence(Out out) {
        this.out = out;
    }

    /// @return whether the record is about chat
    boolean read(DnsRecord record) {
        String owner = record.owner();
        if (owner.endsWith(".")) owner = owner.substring(0, owner.length() - 1);
        if (!owner.endsWith(SERVICE)) return false;
        Account account = Account.of(owner.substring(0, owner.length() - SERVICE.length()));
        if (account.isNone()) return true;
        boolean gone = record.ttl() == 0;
        if (record.type() == DnsRecord.TXT && record.data() instanceof DnsRecord.Data.Raw(byte[] bytes)) {
            if (gone) tell(account, State.OFFLINE, "", Client.UNKNOWN);
            else described(account, pairs(new Cursor(bytes)));
        } else if (gone && record.type() == DnsRecord.SRV) {
            tell(account, State.OFFLINE, "", Client.UNKNOWN);
        }
        return true;
    }

    private static Map<String, String> pairs(Cursor in) {
        Map<String, String> pairs = new HashMap<>();
        while (in.remaining() > 0 && pairs.size() < MOST_PAIRS) {
            String pair = in.text(in.u8(), StandardCharsets.UTF_8);
            int equals = pair.indexOf('=');
            if (in.truncated()) break;
            if (equals > 0) pairs.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    private void described(Account account, Map<String, String> pairs) {
        State state = switch (pairs.getOrDefault("status", "")) {
            case "avail" -> State.ONLINE;
            case "away" -> State.AWAY;
            case "dnd" -> State.BUSY;
            default -> null;
        };
        if (state == null) return;
        String node = pairs.getOrDefault("node", "");
        Client client = node.isEmpty() ? Client.UNKNOWN : new Client(node, "", "");
        if (!tell(account, state, pairs.getOrDefault("msg", ""), client)) return;
        String jid = pairs.getOrDefault("jid", "").strip();
        if (jid.isEmpty() || told.size() >= MOST_KNOWN || jid.equals(told.put("jid " + account.id(), jid))) return;
        out.emit(new Identity(out.seen(), account, Account.of(jid), Identity.Kind.SAME));
    }

    private boolean tell(Account account, State state, String text, Client client) {
        if (told.size() >= MOST_KNOWN) told.clear();
        String said = state + " " + text;
        if (said.equals(told.put(account.id(), said))) return false;
        out.service("bonjour");
        out.emit(new Presence(out.seen(), account, state, text, client));
        out.service("");
        return true;
    }
}

package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the ids of one service stand for: learned from whoever tells it, on this connection or on another.
final class Directory {
    /// Ids that are remembered as told already; of more, the oldest may be told again.
    private static final int MOST = 8192;

    private final Out out;
    private final String service, scope;
    private final Map<String, Object> told = new LinkedHashMap<>();

    /// @param host where each installation has ids of its own, "" where the service has but one world
    Directory(Out out, String service, String host) {
        this.out = out;
        this.service = service;
        this.scope = service + " " + host + " ";
        out.service(service);
        out.network(host);
    }

    /// The shape of what was read is the service's alone.
    void confirm() {
        out.confirm("signature:" + service, Confidence.CERTAIN, false);
    }

    private String key(String kind, String id) {
        return scope + kind + " " + id;
    }

    private void bind(String kind, String id, Object is) {
        String key = key(kind, id);
        if (is.equals(told.get(key))) return;
        if (told.size() == MOST) told.remove(told.keySet().iterator().next());
        told.put(key, is);
        out.bind(key, is);
    }

    /// This id is the user of this name.
    void user(String id, String name) {
        if (!id.isEmpty() && !name.isEmpty()) bind("user", id, Account.of(name));
    }

    Account user(String id) {
        return id.isEmpty() ? Account.NONE : new Account(id, "", false, key("user", id));
    }

    /// The user with this id, whose name stands beside it.
    Account named(String id, String name) {
        if (name.isEmpty()) return user(id);
        user(id, name);
        return Account.of(name);
    }

    void room(String id, String name) {
        if (!id.isEmpty() && !name.isEmpty()) bind("room", id, name);
    }

    /// This id is no room but a conversation between these.
    void conversation(String id, List<Account> members) {
        if (!id.isEmpty() && !members.isEmpty()) bind("room", id, List.copyOf(members));
    }

    /// The room's name where this connection has told it, "" where not.
    String roomName(String id) {
        return told.get(key("room", id)) instanceof String name ? name : "";
    }

    MessageBuilder in(String room, MessageBuilder message) {
        return message.room(room, key("room", room));
    }

    /// Who uses this token; the client of this connection where there is none.
    Account holder(String token) {
        Account client = out.unnamed(Direction.CLIENT);
        return token.isEmpty() ? client : client.claiming(key("token", token));
    }

    /// The token belongs to this account.
    void holder(String token, Account is) {
        if (!token.isEmpty() && !is.isNone()) bind("token", token, is);
    }

    /// A token that was shown, said once.
    void exposed(String token, Account account, String mechanism) {
        if (token.isEmpty() || told.containsKey("exposed " + token)) return;
        if (told.size() == MOST) told.remove(told.keySet().iterator().next());
        told.put("exposed " + token, token);
        out.emit(new Credential(out.seen(), account, Credential.Form.TOKEN, token, mechanism, 0));
    }
}

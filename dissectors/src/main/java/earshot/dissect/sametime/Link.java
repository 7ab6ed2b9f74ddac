package earshot.dissect.sametime;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.MessageBuilder;
import earshot.event.Seen;
import earshot.flow.Direction;

/// What the readers of one connection share: who its client is.
final class Link {
    final Out out;
    private Account own;
    private boolean named, spoken;
    private String loginId = "";

    Link(Out out) {
        this.out = out;
        this.own = out.unnamed(Direction.CLIENT);
        out.service("sametime");
    }

    Seen seen() {
        return out.seen();
    }

    /// The client's account, unnamed as long as nobody said it.
    Account own() {
        return own;
    }

    boolean named() {
        return named;
    }

    void own(Account account, String loginId) {
        this.loginId = loginId;
        if (account.isNone()) return;
        if (!named && spoken) out.emit(new Identity(seen(), own, account, Identity.Kind.NAMED));
        own = account;
        named = true;
    }

    /// A cipher with the client's key, at its beginning; null where the key is not known.
    Rc2 ownCipher() {
        return Rc2.of(loginId);
    }

    void say(MessageBuilder message, Direction from) {
        spoken = true;
        out.emit(
                message.leg(from == Direction.CLIENT ? Leg.SENT : Leg.DELIVERED).build());
    }
}

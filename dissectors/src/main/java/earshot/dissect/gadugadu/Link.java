package earshot.dissect.gadugadu;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Identity;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Direction;

/// What the readers of one connection share: whose it is.
final class Link {
    final Out out;
    private Account own;
    private boolean named, spoken;

    Link(Out out) {
        this.out = out;
        this.own = out.unnamed(Direction.CLIENT);
        out.service("gadu-gadu");
    }

    Seen seen() {
        return out.seen();
    }

    void confirm() {
        out.confirm("signature:gadu-gadu", Confidence.CERTAIN, false);
    }

    Account own() {
        spoken = true;
        return own;
    }

    boolean named() {
        return named;
    }

    void own(Account account) {
        if (named && own.equals(account)) return;
        if (!named && spoken) out.emit(new Identity(seen(), own, account, Identity.Kind.NAMED));
        own = account;
        named = true;
    }

    /// @param number its lowest 32 bits
    static Account account(long number) {
        return number == 0 ? Account.NONE : Account.of(Long.toString(number));
    }
}

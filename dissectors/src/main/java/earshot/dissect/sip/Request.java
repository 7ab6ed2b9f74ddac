package earshot.dissect.sip;

import earshot.event.Account;
import earshot.event.ImEvent.Message.Leg;
import earshot.flow.Direction;

/// A request, and who is asking whom on which stretch of its way.
///
/// @param side who sent it on this flow
record Request(SipMessage message, Direction side, Account from, Account to, Leg leg) {
    static Request of(SipMessage message, Direction side, Link link) {
        NameAddress from = message.from(), to = message.to();
        if (!from.uri().isSomebody()) {
            // Who hides may still be vouched for by his server (RFC 3325).
            for (NameAddress asserted : NameAddress.list(message.field("p-asserted-identity"))) {
                if (asserted.uri().isSomebody()) from = asserted;
            }
        }
        Account sender = link.account(from, side), reader = link.account(to, side.other());
        // An exchange writes a Via of its own only.
        boolean atReader = link.isRegistrar(side) && message.hops() <= 1;
        return new Request(message, side, sender, reader, atReader ? Leg.DELIVERED : leg(message, to.uri()));
    }

    /// The first hop has one Via. The last one goes to where the reader registered; before it the target is still the
    /// address of record.
    private static Leg leg(SipMessage message, Uri to) {
        if (message.hops() <= 1) return Leg.SENT;
        Uri target = Uri.read(message.target);
        boolean unresolved = target.address().equalsIgnoreCase(to.address())
                && target.port() == 0
                && !target.parameters().containsKey("gruu")
                && !target.parameters().containsKey("gr")
                && !target.parameters().containsKey("opaque")
                && !to.host().matches("[0-9.]+|\\[.*");
        return unresolved ? Leg.RELAYED : Leg.DELIVERED;
    }

    String userAgent() {
        return message.field("user-agent");
    }
}

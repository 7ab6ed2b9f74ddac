package earshot.dissect.xmpp;

/// Delivered later than it was sent (XEP-0203, and XEP-0091 before it).
final class Delay {
    private Delay() {}

    /// The stanza's mark of delay, null where it has none.
    static Element of(Element stanza) {
        Element delay = stanza.child("delay", Ns.DELAY);
        return delay != null ? delay : stanza.child("x", Ns.OLD_DELAY);
    }

    /// When it was sent, nanoseconds since 1970-01-01 UTC; 0 where that is not known.
    static long time(Element delay) {
        return delay == null ? 0 : Stamp.nanos(delay.attribute("stamp"));
    }
}

package earshot.dissect.irc;

import earshot.event.Account;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.Seen;

/// One PRIVMSG or NOTICE as it was read: who said what to whom, before it is known what the text is. Octets.
///
/// @param speaker the nick, for what is remembered of a speaker; "" where it is not known
/// @param target as addressed
/// @param reader whose connection this is, where the line is on its way to somebody; nobody otherwise
/// @param history played back, not said now
record Speech(
        Seen seen,
        Tags tags,
        Account from,
        String speaker,
        String target,
        Account reader,
        Leg leg,
        boolean notice,
        boolean history,
        String text,
        boolean truncated) {
    Speech withText(String octets, boolean cut) {
        return new Speech(seen, tags, from, speaker, target, reader, leg, notice, history, octets, cut);
    }

    Speech withTags(Tags other) {
        return new Speech(seen, other, from, speaker, target, reader, leg, notice, history, text, truncated);
    }

    Speech withTarget(String other) {
        return new Speech(seen, tags, from, speaker, other, reader, leg, notice, history, text, truncated);
    }

    /// The same, proven by these frames too, and as late as they are.
    Speech withFrames(Seen later) {
        Seen both = later.withFrames(seen.frames());
        return new Speech(both, tags, from, speaker, target, reader, leg, notice, history, text, truncated);
    }
}

package earshot.dissect.sip.media;

import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.flow.Endpoint;

/// What two people agreed on for one medium.
///
/// @param from who called
/// @param at where the caller, and where the called one, receive it; null where the description has no address
/// @param kind null for real-time text
/// @param textType the RTP payload type of real-time text, -1 for none
/// @param redundantType the payload type that repeats earlier text (RFC 2198), -1 for none
public record MediaSession(
        Account from, Account to, Endpoint at, Endpoint toAt, Call.Media kind, int textType, int redundantType) {
    /// Which payload type the format has, -1 where the description has none.
    public static int type(Sdp.Media media, String format) {
        for (String attribute : media.attributes()) {
            if (!attribute.startsWith("rtpmap:")) continue;
            String[] words = attribute.substring(7).strip().split("\\s+", 3);
            if (words.length < 2 || !words[1].toLowerCase(java.util.Locale.ROOT).startsWith(format + "/")) continue;
            boolean number = words[0].length() < 4
                    && !words[0].isEmpty()
                    && words[0].chars().allMatch(c -> c >= '0' && c <= '9');
            if (number) return Integer.parseInt(words[0]);
        }
        return -1;
    }
}

package earshot.dissect.groupwise;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;

/// What the server says unasked: a number, who caused it, and what belongs to it.
///
/// @param conversation the conversation's number, "" for none
/// @param text of a message (RTF), an invitation or a status
/// @param status of [#STATUS]
record Event(int type, String source, String conversation, String text, int status) {
    static final int STATUS = 103,
            JOINED = 106,
            LEFT = 107,
            MESSAGE = 108,
            TYPING = 112,
            DISCONNECTED = 114,
            INVITED = 117,
            INVITED_OTHER = 118,
            AUTOMATIC = 121;

    private static final long LONGEST_STRING = 256 * 1024;

    /// The length of the event that begins here, or [Dissection#MORE], or [Dissection#LOST].
    static int length(Cursor in) {
        Cursor event = in.copy();
        if (in.remaining() < 4) return in.peek(0) < 101 || in.peek(0) > 121 ? Dissection.LOST : Dissection.MORE;
        long type = in.copy().u32le();
        if (type < 101 || type > 121) return Dissection.LOST;
        if (read(event) == null) return Dissection.LOST;
        return event.truncated() ? Dissection.MORE : in.remaining() - event.remaining();
    }

    /// @return null for a string too long to be one, or an event that is not known
    static Event read(Cursor in) {
        int type = (int) in.u32le();
        String source = string(in);
        if (source == null) return null;
        String conversation = "", text = "";
        int status = 0;
        switch (type) {
            case STATUS -> {
                status = in.u16le();
                text = string(in);
            }
            case 105, TYPING, 113, INVITED_OTHER, 119, 102 -> conversation = string(in);
            case JOINED, LEFT -> {
                conversation = string(in);
                in.skip(4);
            }
            case MESSAGE, AUTOMATIC -> {
                conversation = string(in);
                in.skip(4);
                text = string(in);
            }
            case INVITED -> {
                conversation = string(in);
                text = string(in);
            }
            case 101, 104, DISCONNECTED, 115 -> {}
            default -> {
                return null;
            }
        }
        return conversation == null || text == null ? null : new Event(type, source, conversation, text, status);
    }

    private static String string(Cursor in) {
        long length = in.u32le();
        return length > LONGEST_STRING ? null : Field.string(in, length);
    }
}

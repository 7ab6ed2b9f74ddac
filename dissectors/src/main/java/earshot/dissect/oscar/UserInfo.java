package earshot.dissect.oscar;

import earshot.bytes.Cursor;
import earshot.event.ImEvent.Presence;
import earshot.text.AolText;
import earshot.text.TextDecoding;
import java.nio.charset.StandardCharsets;

/// What the server says of a user wherever it names one: s8 name, u16 warning level in tenths of a percent, a
/// counted block of TLVs.
record UserInfo(String name, int warning, Tlvs tlvs) {
    private static final int CLASS = 0x01, IDLE = 0x04, ICQ_STATUS = 0x06, BART = 0x1d;
    private static final int CLASS_AWAY = 0x20;
    private static final int BART_STATUS_TEXT = 2;

    /// Longer names are not believed (libpurple's limit).
    private static final int LONGEST_NAME = 97;

    /// Null where it is cut short or names nobody.
    static UserInfo read(Cursor in) {
        String name = name(in);
        int warning = in.u16();
        Tlvs tlvs = Tlvs.counted(in);
        return in.truncated() || name.isEmpty() || !tlvs.overrun().isEmpty() ? null : new UserInfo(name, warning, tlvs);
    }

    /// An s8 screen name; "" where there is none or it is too long to be one.
    static String name(Cursor in) {
        int length = in.u8();
        byte[] bytes = in.take(length);
        return in.truncated() || length > LONGEST_NAME
                ? ""
                : TextDecoding.of(bytes).text().strip();
    }

    /// Whether a screen name is an ICQ number.
    static boolean isUin(String name) {
        if (name.length() < 4 || name.length() > 10) return false;
        for (int i = 0; i < name.length(); i++) if (name.charAt(i) < '0' || name.charAt(i) > '9') return false;
        return true;
    }

    /// Whether two screen names are one account: case and spaces do not count.
    static boolean same(String a, String b) {
        return a.replace(" ", "").equalsIgnoreCase(b.replace(" ", ""));
    }

    Presence.State state() {
        long status = tlvs.number(ICQ_STATUS, -1);
        if (status >= 0 && (status & 0xffff) != 0) return icqState(status);
        if ((tlvs.number(CLASS, 0) & CLASS_AWAY) != 0) return Presence.State.AWAY;
        return tlvs.number(IDLE, 0) > 0 ? Presence.State.IDLE : Presence.State.ONLINE;
    }

    /// The low half of an ICQ status: several bits may be set, do-not-disturb implies away.
    static Presence.State icqState(long status) {
        if ((status & 0x0100) != 0) return Presence.State.INVISIBLE;
        if ((status & 0xf000) == 0x2000) return Presence.State.AWAY; // out to lunch; the other moods are online
        if ((status & 0xf000) != 0) return Presence.State.ONLINE;
        if ((status & 0x0012) != 0) return Presence.State.BUSY;
        return (status & 0x0005) != 0 ? Presence.State.AWAY : Presence.State.ONLINE;
    }

    /// The status text that rides on the list of icons, "" where there is none.
    String statusText() {
        Cursor bart = tlvs.get(BART);
        return bart == null ? "" : statusText(bart);
    }

    /// Reads the value of a TLV 1D: u16 type, u8 flags, u8 length and data each.
    static String statusText(Cursor bart) {
        while (bart.remaining() >= 4) {
            int type = bart.u16();
            bart.u8();
            Cursor data = bart.slice(bart.u8());
            if (type != BART_STATUS_TEXT || data.remaining() < 2) continue;
            byte[] text = data.take(data.u16());
            int statements = data.u16(), statement = data.u16();
            String charset = statements > 0 && statement == 1 ? data.text(data.u16(), StandardCharsets.US_ASCII) : "";
            return AolText.named(text, charset, null).text();
        }
        return "";
    }
}

package earshot.dissect.sametime;

import earshot.bytes.Cursor;
import earshot.event.ImEvent.Presence;
import earshot.text.TextDecoding;

/// The structures that messages are made of. All numbers are big-endian.
final class Blocks {
    private Blocks() {}

    /// A 16-bit length and text, UTF-8 or the codepage of an older client.
    static String string(Cursor in) {
        return TextDecoding.of(in.take(in.u16())).text();
    }

    /// A 32-bit length and bytes.
    static byte[] opaque(Cursor in) {
        long length = in.u32();
        return in.take(length > Integer.MAX_VALUE ? -1 : (int) length);
    }

    /// @param loginId the session's, from which its cipher's key is made
    /// @param type the program's number
    record LoginInfo(String loginId, int type, String userId, String userName, String community) {
        static LoginInfo read(Cursor in) {
            LoginInfo info = new LoginInfo(string(in), in.u16(), string(in), string(in), string(in));
            boolean full = in.u8() != 0;
            if (full) {
                string(in);
                in.skip(4);
                string(in);
            }
            return info;
        }
    }

    /// @param state null for one that is not known
    record UserStatus(Presence.State state, String text) {
        /// Status, time (whose unit depends on the client's version), description.
        static UserStatus read(Cursor in) {
            int status = in.u16();
            in.skip(4);
            return new UserStatus(state(status), string(in));
        }

        private static Presence.State state(int status) {
            return switch (status & 0xff) {
                case 0 -> Presence.State.OFFLINE;
                case 0x20 -> Presence.State.ONLINE;
                case 0x40 -> Presence.State.IDLE;
                case 0x60 -> Presence.State.AWAY;
                case 0x80, 0x08 -> Presence.State.BUSY;
                default -> null;
            };
        }
    }

    /// A user and the community he belongs to, which is empty for the own one.
    static String user(Cursor in) {
        String user = string(in);
        string(in);
        return user;
    }
}

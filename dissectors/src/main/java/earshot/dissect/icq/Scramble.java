package earshot.dissect.icq;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// How clients hide parts of their packets: XOR with a key made of the packet's length and of a check code that
/// travels along, and with a table that was in every client. No secret is involved. All works in place.
final class Scramble {
    /// A page of the clients' hints, 256 bytes of it.
    private static final byte[] TABLE_4 =
            latin1("\n[1] You can modify the sounds ICQ makes. Just select \"Sounds\" from"
                    + " the \"preferences/misc\" in ICQ or from the \"Sounds\" in the control panel. Credit: Eran\n[2] Can't"
                    + " remember what was said?  Double-click on a user to get a dialog of all messages sent incomin");

    private static final byte[] TABLE_5 = HexFormat.of()
            .parseHex("5960376b6562464853614c5960575b3d5e346d36503f6f6753614c5940476339505f5f3f6f474369"
                    + "48333164355a4a425640675341076c49583b4d4668436948333144656246485341076c6948335154"
                    + "5d4e6c49384b554a6246483351346d36505f5f5f3f6f4763594067333164355a6a526e3c51346d36"
                    + "505f5f3f4f374b355a4a6266583b4d66585b5d4e6c49583b4d66583b4d464853614c594067333164"
                    + "556a323e4445526e3c3164556a524e6c694853614c39306f47635960575b3d3e64353a3a5a6a524e"
                    + "6c694853616c49583b4d46686339505f5f3f6f67534125413c51543d5e545d4e4c39505f5f5f3f6f"
                    + "474369483351545d6e3c3164355a0000");

    /// The beginning of the licence.
    private static final byte[] TABLE_DIRECT = latin1("As part of this software beta version Mirabilis is granting a"
            + " limited access to the ICQ network, servers, directories, listings, information and databases (\"ICQ"
            + " Services and Information\"). The ICQ Service and Information may databases (\"ICQ Services and"
            + " Information\"). The ICQ Service and Information may");

    private static final int FACTOR_4 = 0x6675_6b65, FACTOR_5 = 0x6865_6c6c, FACTOR_DIRECT = 0x6765_7268;
    private static final int HEADER_4 = 20, HEADER_5 = 24;

    private Scramble() {}

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Opens a client's packet of version 4. Only its first quarter is hidden, from byte 2 on; the check code at 16
    /// is in clear.
    ///
    /// @return whether the check code is right; the packet is opened either way
    static boolean open4(byte[] packet) {
        if (packet.length < HEADER_4) return false;
        int check = le32(packet, 16);
        int key = packet.length * FACTOR_4 + check;
        for (int i = 0; i < (packet.length + 3) / 4; i += 4) {
            if (i != 16) xor(packet, i, key + TABLE_4[i & 0xff], 2, 16, HEADER_4);
        }
        return isRight(packet, check, TABLE_4, packet.length);
    }

    /// Opens a client's packet of version 5: all from byte 10 on, but for the check code at 20.
    ///
    /// @return whether the check code is right; the packet is opened either way
    static boolean open5(byte[] packet) {
        if (packet.length < HEADER_5) return false;
        int check = unscrambled(le32(packet, 20));
        int key = packet.length * FACTOR_5 + check;
        for (int i = 10; i < packet.length; i += 4) xor(packet, i, key + TABLE_5[i & 0xff], 10, 20, HEADER_5);
        return isRight(packet, check, TABLE_5, 16);
    }

    /// The bits of version 5's check code are moved about.
    static int unscrambled(int code) {
        return (code & 0x0001_f000) >>> 12
                | (code & 0x07c0_07c0) >>> 1
                | (code & 0x003e_0001) << 10
                | (code & 0xf800_0000) >>> 16
                | (code & 0x0000_083e) << 15;
    }

    /// XORs four bytes, but for those before `first` and those of the check code.
    private static void xor(byte[] packet, int at, int mask, int first, int checkFrom, int checkTo) {
        for (int i = at; i < at + 4 && i < packet.length; i++) {
            boolean skipped = i < first || i >= checkFrom && i < checkTo;
            if (!skipped) packet[i] ^= (byte) (mask >>> 8 * (i - at));
        }
    }

    /// A check code names a byte of the packet by its place and one of the table by its: both must be there.
    private static boolean isRight(byte[] packet, int check, byte[] table, int places) {
        int own = u8(packet, 8) << 24 | u8(packet, 4) << 16 | u8(packet, 2) << 8 | u8(packet, 6);
        int named = own ^ check ^ 0x00ff_00ff;
        int place = named >>> 24;
        return place < places
                && place < packet.length
                && u8(packet, place) == (named >> 16 & 0xff)
                && u8(table, named >> 8 & 0xff) == (named & 0xff);
    }

    /// Opens a frame between two clients, of version 4 or later, whose length and (from 7 on) first byte are cut off.
    /// Only the
    /// first quarter is hidden. The check code stands at 6 in versions 4 and 5, at 0 later.
    ///
    /// @return whether the check code is right; the frame is opened either way
    static boolean openDirect(byte[] frame, int version) {
        int at = version < 6 ? 6 : 0;
        if (frame.length < at + 8) return false;
        int check = le32(frame, at);
        int key = frame.length * FACTOR_DIRECT + check;
        for (int i = 0; i < (frame.length + 3) / 4; i += 4) {
            xor(frame, i, key + TABLE_DIRECT[i & 0xff], at, at, at + 4);
        }
        int high = u8(frame, at + 4) << 24 | u8(frame, at + 6) << 16;
        int low = version < 6 ? u8(frame, 2) << 8 | u8(frame, 0) : u8(frame, 4) << 8 | u8(frame, 6);
        int named = (high | low) ^ check;
        int place = named >>> 24, entry = named >> 8 & 0xff;
        if (place < 10 || place >= frame.length || u8(frame, place) != (~named >> 16 & 0xff)) return false;
        return entry >= 220 || (u8(TABLE_DIRECT, entry) ^ 0xff) == (named & 0xff);
    }

    private static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    private static int le32(byte[] bytes, int at) {
        return u8(bytes, at) | u8(bytes, at + 1) << 8 | u8(bytes, at + 2) << 16 | u8(bytes, at + 3) << 24;
    }
}

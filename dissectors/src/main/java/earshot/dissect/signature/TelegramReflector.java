package earshot.dissect.signature;

import earshot.bytes.Cursor;

/// The reflectors of Telegram's calls: the call's tag of 16 bytes, then twelve times `ff` in what is said to the
/// reflector
/// itself.
final class TelegramReflector implements DatagramSignature {
    private static final int TAG = 16, FILL = 12;

    @Override
    public boolean mayBegin(int firstByte) {
        return true;
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        Cursor in = now.bytes();
        if (now.length() < TAG + FILL + 4 || in.peek32(TAG) != 0xffff_ffffL || !Bits.all(in, TAG, FILL, 0xff)) {
            return Sign.NO;
        }
        // Silence in RTP is a run of ff too, but one that begins behind RTP's header.
        if (in.peek(TAG - 1) == 0xff && in.peek(TAG - 2) == 0xff) return Sign.NO;
        long kind = in.peek32(TAG + FILL);
        if (now.port(500, 600)) return Sign.certain("telegram", "reflector").ofCall();
        boolean form = kind == 0xfeff_ffffL && now.length() == 40 || kind == 0xffff_ffffL && now.length() == 32;
        return form ? Sign.probable("telegram", "reflector").ofCall() : Sign.NO;
    }
}

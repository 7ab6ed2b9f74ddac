package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;
import java.util.zip.CRC32;

/// Telegram's MTProto over its TCP transports (core.telegram.org/mtproto/mtproto-transports).
///
/// *Obfuscated*: see [Obfuscated]. *Abridged*: `ef`, then packets with their length in words. *Intermediate*:
/// `eeeeeeee`, *padded*: `dddddddd`, then packets with a 32-bit length. *Full*: length, sequence number, payload,
/// CRC-32. A tag alone proves nothing: the first payload must be the unencrypted key exchange, whose length field
/// agrees, or both sides must carry the same key identifier.
final class MtProto implements StreamSignature {
    private static final Sign FOUND = Sign.certain("telegram", "mtproto");
    private static final int LONGEST = 1 << 20;
    /// A payload: key identifier, then (unencrypted) message identifier and length.
    private static final int KEY_ID = 8, UNENCRYPTED = 20;

    private static final int LONGEST_FULL = 2048;

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return true;
    }

    @Override
    public Sign of(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (!opening.fromStart()) return Sign.NO;
        if (client.remaining() == 0) return server.remaining() > 0 ? Sign.NO : Sign.MORE;
        return switch (client.peek(0)) {
            case 0xef -> abridged(client, server);
            case 0xee, 0xdd -> intermediate(client, server);
            default -> untagged(client);
        };
    }

    private static Sign abridged(Cursor client, Cursor server) {
        int at = 1, length = client.peek(1);
        if (length < 0) return Sign.MORE;
        if (length == 0x7f) {
            if (client.remaining() < 5) return Sign.MORE;
            length = Bits.u16le(client, 2) | client.peek(4) << 16;
            at += 3;
        }
        at++;
        int answer = server.peek(0) == 0x7f ? 4 : 1;
        return payload(client, at, 4L * length, server, answer);
    }

    private static Sign intermediate(Cursor client, Cursor server) {
        int tag = client.peek(0);
        if (!Bits.agrees(client, tag, tag, tag, tag)) return Sign.NO;
        long length = Bits.u32le(client, 4);
        return length < 0 ? Sign.MORE : payload(client, 8, length, server, 4);
    }

    /// The client's first payload, and where the server's begins.
    private static Sign payload(Cursor client, int at, long length, Cursor server, int answer) {
        if (length < UNENCRYPTED || length > LONGEST) return Sign.NO;
        if (client.remaining() < at + UNENCRYPTED) return Sign.MORE;
        if (Bits.zero(client, at, KEY_ID)) {
            // Padding follows in the padded transport.
            long inside = Bits.u32le(client, at + KEY_ID + 8);
            return inside > 0 && inside <= length - UNENCRYPTED && inside + UNENCRYPTED + 16 > length ? FOUND : Sign.NO;
        }
        if (server.remaining() < answer + KEY_ID) return Sign.MORE;
        return Bits.same(client, at, server, answer, KEY_ID) ? FOUND : Sign.NO;
    }

    private static Sign untagged(Cursor client) {
        Sign full = full(client);
        return full.no() ? Obfuscated.of(client) : full;
    }

    private static Sign full(Cursor client) {
        long length = Bits.u32le(client, 0);
        boolean plausible = length >= 12 + UNENCRYPTED && length <= LONGEST_FULL && length % 4 == 0;
        if (!plausible || client.remaining() >= 8 && !Bits.zero(client, 4, 4)) return Sign.NO;
        if (client.remaining() < length) return Sign.MORE;
        CRC32 crc = new CRC32();
        crc.update(client.array(), client.position(), (int) length - 4);
        return crc.getValue() == Bits.u32le(client, (int) length - 4) ? FOUND : Sign.NO;
    }
}

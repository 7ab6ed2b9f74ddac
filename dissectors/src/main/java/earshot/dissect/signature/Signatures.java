package earshot.dissect.signature;

import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.util.List;

/// All signatures, asked together.
public final class Signatures implements Dissector {
    /// The shortest and surest first.
    static final List<StreamSignature> STREAMS = List.of(
            new WhatsApp(),
            Prefix.DINGTALK,
            Prefix.SKYPE_LOGIN,
            Prefix.SKYPE_HELLO,
            Prefix.LINE,
            new ZoomStream(),
            new WeChat(),
            new Loco(),
            new Viber(),
            new MtProto(),
            new Threema());

    static final List<DatagramSignature> DATAGRAMS = List.of(
            new Discord(),
            new TeamSpeak(),
            new Mumble(),
            new ZoomMedia(),
            new LineCall(),
            new WeChatVoice(),
            new Imo(),
            new Tox(),
            new TelegramReflector(),
            new ViberDatagrams(),
            new SkypeProbe());

    /// For each first byte, which signatures it may be.
    private static final int[][] STREAM_MASKS = new int[2][256];
    private static final int[] DATAGRAM_MASKS = new int[256];

    static {
        for (int b = 0; b < 256; b++) {
            for (int s = 0; s < STREAMS.size(); s++) {
                for (Direction side : Direction.values()) {
                    if (STREAMS.get(s).mayBegin(side, b)) STREAM_MASKS[side.ordinal()][b] |= 1 << s;
                }
            }
            for (int s = 0; s < DATAGRAMS.size(); s++) if (DATAGRAMS.get(s).mayBegin(b)) DATAGRAM_MASKS[b] |= 1 << s;
        }
    }

    @Override
    public String name() {
        return "signature";
    }

    @Override
    public boolean over(Transport transport) {
        return true;
    }

    /// Obfuscated protocols begin with any byte.
    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return true;
    }

    @Override
    public Verdict recognise(Opening opening) {
        if (opening.flow().transport == Transport.TCP) {
            return new Stream().ask(opening).verdict();
        }
        for (Direction side : Direction.values()) {
            var bytes = opening.bytes(side);
            if (bytes.remaining() == 0) continue;
            var datagram = new DatagramSignature.Datagram(opening.flow(), side, bytes, bytes.remaining());
            int mask = DATAGRAM_MASKS[bytes.peek(0)];
            for (int left = mask; left != 0; left &= left - 1) {
                DatagramSignature signature = DATAGRAMS.get(Integer.numberOfTrailingZeros(left));
                if (!signature.of(datagram, null).no()) return Verdict.YES;
            }
        }
        return Verdict.NO;
    }

    /// The stream signatures on their way through the first bytes of one connection: who has said no is not asked
    /// again.
    static final class Stream {
        private int left = (1 << STREAMS.size()) - 1;

        /// What the bytes so far say: the first signature that finds its service.
        Sign ask(Opening opening) {
            for (Direction side : Direction.values()) {
                int first = opening.bytes(side).peek(0);
                if (first >= 0) left &= STREAM_MASKS[side.ordinal()][first];
            }
            for (int ask = left; ask != 0; ask &= ask - 1) {
                int s = Integer.numberOfTrailingZeros(ask);
                Sign sign = STREAMS.get(s).of(opening);
                if (sign.found()) return sign;
                if (sign.no()) left &= ~(1 << s);
            }
            return left == 0 ? Sign.NO : Sign.MORE;
        }
    }

    @Override
    public Dissection begin(Out out) {
        return out.flow().transport == Transport.TCP ? new Beginning(out) : new Exchange(out);
    }
}

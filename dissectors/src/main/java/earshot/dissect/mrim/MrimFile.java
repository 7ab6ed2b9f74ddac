package earshot.dissect.mrim;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Proof;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// Files between two Agents: both say who they are (`MRA_FT_HELLO ann@mail.ru` and a zero), the receiver asks for one
/// file after the other (`MRA_FT_GET_FILE name` and a zero), the sender sends its bytes and nothing else.
public final class MrimFile implements Dissector {
    private static final String HELLO = "MRA_FT_HELLO ", GET = "MRA_FT_GET_FILE ";

    @Override
    public String name() {
        return "mrim-file";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'M';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (!opening.fromStart()) return Verdict.NO;
        if (client.startsWith(HELLO) || server.startsWith(HELLO)) return Verdict.YES;
        return may(client) && may(server) ? Verdict.MORE : Verdict.NO;
    }

    private static boolean may(Cursor in) {
        for (int i = 0; i < Math.min(in.remaining(), HELLO.length()); i++) {
            if (in.peek(i) != HELLO.charAt(i)) return false;
        }
        return true;
    }

    @Override
    public Dissection begin(Out out) {
        return new Transfer(out);
    }

    /// One connection.
    private static final class Transfer implements Dissection {
        private static final int LONGEST = 1024, PIECE = 32 * 1024;
        private static final Charset CYRILLIC = Charset.forName("windows-1251");

        private final Out out;
        private final Account[] who = new Account[2];
        private Direction receiver;
        private String name = "";
        private Recovery file;
        private Proof proof = new Proof();
        private boolean lost;

        Transfer(Out out) {
            this.out = out;
            for (Direction side : Direction.values()) who[side.ordinal()] = out.unnamed(side);
            out.service("mailru-agent");
        }

        @Override
        public int frame(Direction from, Cursor in) {
            if (receiver != null && from != receiver) return Math.min(in.remaining(), PIECE);
            int end = in.indexOf(0, 0);
            return end < 0 ? in.remaining() > LONGEST ? LOST : MORE : end + 1;
        }

        @Override
        public int resync(Direction from, Cursor in) {
            if (receiver != null && from != receiver) return 0;
            for (int at = in.indexOf('M', 0); at >= 0; at = in.indexOf('M', at + 1)) {
                if (in.startsWith(at, GET)) return at;
                if (in.remaining() - at < GET.length()) return ~at;
            }
            return ~in.remaining();
        }

        @Override
        public void message(Direction from, Cursor in) {
            if (receiver != null && from != receiver) {
                if (file == null) return;
                proof.add(out.seen().frames());
                file.write(in);
                return;
            }
            if (in.startsWith(HELLO)) {
                in.skip(HELLO.length());
                out.confirm("signature:mrim-file", Confidence.CERTAIN, false);
                Account account = Account.of(
                        in.text(in.remaining() - 1, StandardCharsets.US_ASCII).strip());
                if (!account.isNone()) who[from.ordinal()] = account;
            } else if (in.startsWith(GET)) {
                in.skip(GET.length());
                finish();
                receiver = from;
                name = in.text(in.remaining() - 1, CYRILLIC);
                file = out.recover();
                proof = new Proof();
                proof.add(out.seen().frames());
                lost = false;
            }
        }

        @Override
        public void gap(Direction from, long bytes) {
            if (receiver == null || from == receiver || file == null) return;
            lost = true;
            file.skip(bytes);
        }

        @Override
        public void end() {
            finish();
        }

        private void finish() {
            if (file == null) return;
            Account from = who[receiver.other().ordinal()], to = who[receiver.ordinal()];
            // How long it is stands in the offer, which shows whether all of it is here.
            State state = lost ? State.PARTIAL : State.COMPLETE;
            Recovered recovered = file.finish(-1);
            out.emit(new FileTransfer(
                    out.seen().withFrames(proof.frames()),
                    from,
                    to,
                    name,
                    -1,
                    state,
                    recovered,
                    Files.key(from, to, name)));
            file = null;
        }
    }
}

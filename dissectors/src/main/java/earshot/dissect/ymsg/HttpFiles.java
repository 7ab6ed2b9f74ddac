package earshot.dissect.ymsg;

import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Files by HTTP between two people: from machine to machine (`/Messenger.…?AppID=Messenger`, got by the receiver or
/// posted by the sender, whoever can be reached), through the relay (`/relay?token=…&sender=…&recver=…`), where the
/// sender posts what the receiver gets, or from the server where it was put. What the file is called stands in the
/// offer, on another flow.
public final class HttpFiles implements WebReader {
    /// Yahoo!'s store, and that of Escargot's servers.
    private static final String STORE = "filetransfer.msg.yahoo.com", FILES = "/storage/file/";

    @Override
    public String name() {
        return "ymsg";
    }

    @Override
    public boolean wants(WebRequest request) {
        if (request.pathStarts("/relay")) return isRelay(request);
        if (isPeer(request)) return true;
        return request.method().equals("GET")
                && (request.pathStarts(FILES) || request.host().endsWith(STORE));
    }

    private static boolean isRelay(WebRequest request) {
        return request.path().equals("/relay")
                && !request.parameter("token").isEmpty()
                && !request.parameter("sender").isEmpty();
    }

    private static boolean isPeer(WebRequest request) {
        return request.pathStarts("/Messenger.") && request.parameter("AppID").equals("Messenger");
    }

    @Override
    public WebReading begin(Out out) {
        out.service("yahoo");
        return new Transfers(out);
    }

    private record Transfers(Out out) implements WebReading {
        @Override
        public WebBody request(WebRequest request) {
            if (!request.method().equals("POST")) return null;
            return file(request, Direction.CLIENT, 0);
        }

        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            if (!request.method().equals("GET") || !answer.ok()) return null;
            return file(request, Direction.SERVER, begin(answer.field("content-range")));
        }

        /// `bytes 1000-1999/2000`: where a resumed file goes on.
        private static long begin(String range) {
            if (!range.startsWith("bytes ")) return 0;
            long begin = 0;
            for (int i = 6; i < Math.min(range.length(), 20) && range.charAt(i) != '-'; i++) {
                int digit = Character.digit(range.charAt(i), 10);
                if (digit < 0) return 0;
                begin = begin * 10 + digit;
            }
            return begin;
        }

        private WebBody file(WebRequest request, Direction sender, long offset) {
            out.confirm("signature:ymsg-file", Confidence.CERTAIN, false);
            if (isRelay(request)) {
                Account from = Account.of(request.parameter("sender"));
                Account to = Account.of(request.parameter("recver"));
                return new Body(out, from, to, Files.atRelay(request.parameter("token")), offset);
            }
            Account from = isPeer(request) ? out.unnamed(sender) : Account.NONE;
            return new Body(out, from, out.unnamed(sender.other()), Files.atUrl(request.target()), offset);
        }
    }

    /// The bytes of one file, in one body.
    private static final class Body implements WebBody {
        private final Out out;
        private final Account from, to;
        private final String claim;
        private final long offset;
        private final Recovery recovery;
        private long lost;

        Body(Out out, Account from, Account to, String claim, long offset) {
            this.out = out;
            this.from = from;
            this.to = to;
            this.claim = claim;
            this.offset = offset;
            this.recovery = out.recover();
            if (offset > 0) recovery.position(offset);
        }

        @Override
        public void data(byte[] bytes, int offset, int length) {
            recovery.write(bytes, offset, length);
        }

        @Override
        public void gap(long bytes) {
            lost += Math.max(1, bytes);
            recovery.skip(bytes);
        }

        @Override
        public void end(boolean whole) {
            if (recovery.written() == 0) {
                recovery.discard();
                return;
            }
            boolean complete = whole && lost == 0 && offset == 0;
            Recovered recovered = recovery.finish(-1);
            State state = complete ? State.COMPLETE : State.PARTIAL;
            out.emit(new FileTransfer(out.seen(), from, to, "", -1, state, recovered, claim));
        }
    }
}

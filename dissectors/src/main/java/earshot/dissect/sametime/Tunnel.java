package earshot.dissect.sametime;

import earshot.dissect.Out;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Sametime through HTTP, where a firewall lets nothing else pass. Nobody has described the form of the bodies; that it
/// is Sametime shows by the path. The bodies of each side are handed on one behind the other: where they are plain VP
/// they are recognised by content, where not nothing is made of them.
public final class Tunnel implements WebReader {
    private static final String PATH = "/CommunityCBR";

    @Override
    public String name() {
        return "vp";
    }

    @Override
    public boolean wants(WebRequest request) {
        return request.pathStarts(PATH);
    }

    @Override
    public WebReading begin(Out out) {
        out.service("sametime");
        return new Bodies(out);
    }

    private static final class Bodies implements WebReading {
        private final Out out;
        private Out.Inner session;

        Bodies(Out out) {
            this.out = out;
        }

        @Override
        public WebBody request(WebRequest request) {
            if (session == null) {
                out.confirm("path:" + PATH, Confidence.PROBABLE, false);
                session = out.inner("sametime-http " + request.host(), "", null);
            }
            return WebBody.into(session, Direction.CLIENT);
        }

        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            return session != null && answer.ok() ? WebBody.into(session, Direction.SERVER) : null;
        }

        @Override
        public void gap(Direction from) {
            if (session != null) session.gap(from, 0);
        }

        @Override
        public void end() {
            if (session != null) session.end();
        }
    }
}

package earshot.dissect.msnp;

import earshot.dissect.Out;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/// The HTTP gateway of MSN Messenger (`gateway.dll`): every session is a connection of its own, the requests' bodies
/// one direction, the answers' the other. Sessions take turns on one HTTP connection.
///
/// A session is opened by a request and named by its answer; the name's part after the dot changes with each answer.
public final class Gateway implements WebReader {
    @Override
    public String name() {
        return "msnp";
    }

    @Override
    public boolean wants(WebRequest request) {
        return request.pathStarts("/gateway/gateway.dll");
    }

    @Override
    public WebReading begin(Out out) {
        return new Sessions(out);
    }

    /// Remembers at most [#MOST] sessions; of more, the oldest ends.
    private static final class Sessions implements WebReading {
        private static final int MOST = 16;
        private static final int LONGEST_KEY = 128;

        private final Out out;
        private final Map<String, Out.Inner> sessions = new LinkedHashMap<>();
        /// Opened by a request that has not been answered yet.
        private WebRequest opening;

        private Out.Inner opened;

        Sessions(Out out) {
            this.out = out;
        }

        @Override
        public WebBody request(WebRequest request) {
            if (request.parameter("Action").equals("open")) {
                opening = request;
                opened = inner(request.parameter("IP"));
                return piece(opened, Direction.CLIENT);
            }
            return piece(session(key(request.parameter("SessionID"))), Direction.CLIENT);
        }

        @Override
        public WebBody answer(WebRequest request, WebAnswer answer) {
            String key = key(parameter(answer.field("x-msn-messenger"), "SessionID"));
            if (key.isEmpty()) return null;
            if (request == opening) {
                put(key, opened);
                opening = null;
                opened = null;
            }
            return piece(session(key), Direction.SERVER);
        }

        /// @return null where the key is empty: the body names no session
        private Out.Inner session(String key) {
            if (key.isEmpty()) return null;
            Out.Inner known = sessions.get(key);
            if (known == null) put(key, known = inner(""));
            return known;
        }

        private void put(String key, Out.Inner session) {
            if (sessions.size() == MOST) {
                String oldest = sessions.keySet().iterator().next();
                sessions.remove(oldest).end();
            }
            sessions.put(key, session);
        }

        private Out.Inner inner(String target) {
            return out.inner(("msn-gateway " + target).strip(), "", null);
        }

        private static WebBody piece(Out.Inner session, Direction from) {
            return session == null ? null : WebBody.into(session, from);
        }

        private static String key(String session) {
            int dot = session.indexOf('.');
            String key = dot < 0 ? session : session.substring(0, dot);
            return key.length() > LONGEST_KEY ? "" : key;
        }

        /// `SessionID=11.22; GW-IP=192.0.2.9`.
        private static String parameter(String field, String name) {
            for (String one : field.split(";", 16)) {
                String part = one.strip();
                if (part.startsWith(name + "=")) return part.substring(name.length() + 1);
            }
            return "";
        }

        /// Which sessions the missing bytes belonged to is not known.
        @Override
        public void gap(Direction from) {
            for (Out.Inner session : sessions.values()) session.gap(from, 0);
        }

        @Override
        public void end() {
            for (Out.Inner session : sessions.values()) session.end();
            if (opened != null) opened.end();
        }
    }
}

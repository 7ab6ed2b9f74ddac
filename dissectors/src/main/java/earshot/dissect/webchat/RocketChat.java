package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.web.WebMessages;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Rocket.Chat: DDP, the protocol of Meteor, in a WebSocket (bare or as SockJS wraps it), and `/api/v1/…` in HTTP,
/// whose
/// methods have a dot in their name as others' have not.
public final class RocketChat implements WebReader {
    private static final String API = "/api/v1/";
    private static final String[] GROUPS = {
        "login",
        "me",
        "method.call",
        "chat.",
        "channels.",
        "groups.",
        "im.",
        "dm.",
        "rooms.",
        "users.",
        "subscriptions."
    };

    @Override
    public String name() {
        return "rocketchat";
    }

    @Override
    public boolean wants(WebRequest request) {
        String path = request.path();
        if (path.endsWith("/websocket"))
            return request.field("sec-websocket-protocol").isEmpty();
        String call = call(path);
        for (String group : GROUPS) {
            if (call.startsWith(group) && (group.endsWith(".") || isWhole(call, group.length()))) return true;
        }
        return false;
    }

    private static boolean isWhole(String call, int end) {
        return call.length() == end || call.charAt(end) == '/';
    }

    /// What follows `/api/v1/`; "" for other paths.
    static String call(String path) {
        int at = path.indexOf(API);
        return at < 0 ? "" : path.substring(at + API.length());
    }

    @Override
    public WebReading begin(Out out) {
        return new RocketCalls(out);
    }

    @Override
    public WebMessages socket(WebRequest request, Out out) {
        return new Ddp(out, request);
    }
}

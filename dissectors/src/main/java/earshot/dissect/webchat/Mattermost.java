package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.web.WebMessages;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Mattermost: `/api/v4/…` in HTTP, events by way of `/api/v4/websocket`. Other services have an `/api/v4` too, so what
/// is wanted is named.
public final class Mattermost implements WebReader {
    private static final String API = "/api/v4/";
    private static final String[] WANTED = {
        "users", "posts", "channels", "files", "reactions", "websocket", "teams", "plugins/com.mattermost"
    };

    @Override
    public String name() {
        return "mattermost";
    }

    @Override
    public boolean wants(WebRequest request) {
        String path = request.path();
        int at = path.indexOf(API);
        if (at < 0) return false;
        for (String one : WANTED) if (path.startsWith(one, at + API.length())) return true;
        return false;
    }

    /// What follows `/api/v4/`.
    static String call(WebRequest request) {
        String path = request.path();
        return path.substring(path.indexOf(API) + API.length());
    }

    @Override
    public WebReading begin(Out out) {
        return new MattermostCalls(out);
    }

    @Override
    public WebMessages socket(WebRequest request, Out out) {
        return call(request).startsWith("websocket") ? new MattermostEvents(out, request) : null;
    }
}

package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.web.WebMessages;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Slack: methods under `/api/` whose names have a dot, WebSockets of its hosts, and incoming webhooks.
public final class Slack implements WebReader {
    private static final String[] GROUPS = {
        "chat.",
        "rtm.",
        "conversations.",
        "users.",
        "files.",
        "auth.",
        "im.",
        "mpim.",
        "channels.",
        "groups.",
        "client.",
        "reactions.",
        "apps.connections."
    };

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public boolean wants(WebRequest request) {
        if (request.pathStarts("/api/")) {
            String method = method(request);
            for (String group : GROUPS) if (method.startsWith(group)) return true;
            return false;
        }
        if (request.field("upgrade").equalsIgnoreCase("websocket")) {
            return isSlack(request.host()) || request.query().startsWith("token=xox");
        }
        return request.pathStarts("/services/") && request.host().equals("hooks.slack.com");
    }

    private static boolean isSlack(String host) {
        return host.endsWith(".slack.com") || host.endsWith(".slack-msgs.com");
    }

    /// What follows `/api/`, "" for other paths.
    static String method(WebRequest request) {
        return request.pathStarts("/api/") ? request.path().substring("/api/".length()) : "";
    }

    @Override
    public WebReading begin(Out out) {
        return new SlackCalls(out);
    }

    @Override
    public WebMessages socket(WebRequest request, Out out) {
        return new SlackEvents(out, request);
    }
}

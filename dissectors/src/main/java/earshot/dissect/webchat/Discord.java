package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.web.WebMessages;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Discord: `/api/vN/…` in HTTP, webhooks among it, and the gateway in a WebSocket.
public final class Discord implements WebReader {
    private static final String[] GROUPS = {"channels/", "users/", "auth/", "guilds/", "webhooks/"};

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public boolean wants(WebRequest request) {
        if (request.field("upgrade").equalsIgnoreCase("websocket")) {
            String query = request.query();
            return isDiscord(request.host()) || query.contains("encoding=") && query.contains("v=");
        }
        String call = call(request);
        for (String group : GROUPS) if (call.startsWith(group)) return isDiscord(request.host()) || isTelling(call);
        return false;
    }

    /// Servers of other hosts speak the same protocol: a path with a snowflake, or a login.
    private static boolean isTelling(String call) {
        int slash = call.indexOf('/');
        if (call.equals("auth/login")) return true;
        int end = slash + 1;
        while (end < call.length() && Character.isDigit(call.charAt(end))) end++;
        return end - slash > 16;
    }

    private static boolean isDiscord(String host) {
        return host.endsWith("discord.com") || host.endsWith("discordapp.com") || host.endsWith("discord.gg");
    }

    /// What follows `/api/vN/` or `/api/`; "" for other paths.
    static String call(WebRequest request) {
        if (!request.pathStarts("/api/")) return "";
        String call = request.path().substring("/api/".length());
        boolean version = call.length() > 2 && call.charAt(0) == 'v' && Character.isDigit(call.charAt(1));
        return version ? call.substring(call.indexOf('/') + 1) : call;
    }

    @Override
    public WebReading begin(Out out) {
        return new DiscordCalls(out);
    }

    @Override
    public WebMessages socket(WebRequest request, Out out) {
        return new DiscordGateway(out, request);
    }
}

package earshot.dissect.oscar;

import earshot.dissect.Out;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// AOL's web API, over which AIM 7, ICQ 7 and chats in web pages log in and some also talk: `clientLogin`, sessions,
/// events by long polling, `sendIM`. On the internet it was TLS; private servers speak it in clear.
public final class WebApi implements WebReader {
    private static final String[] PATHS = {
        "/auth/clientLogin",
        "/aim/startSession",
        "/aim/startOSCARSession",
        "/aim/fetchEvents",
        "/im/sendIM",
        "/im/setTyping",
        "/presence/get",
        "/buddylist/"
    };

    @Override
    public String name() {
        return "aim-web";
    }

    @Override
    public boolean wants(WebRequest request) {
        for (String path : PATHS) if (request.pathStarts(path)) return true;
        return false;
    }

    @Override
    public WebReading begin(Out out) {
        return new WebCalls(out);
    }
}

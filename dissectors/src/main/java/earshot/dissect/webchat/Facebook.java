package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Facebook's chat in its web pages, which was spoken in clear until about 2011: messages in forms, answers of long
/// polling with what came.
public final class Facebook implements WebReader {
    @Override
    public String name() {
        return "facebook-chat";
    }

    @Override
    public boolean wants(WebRequest request) {
        if (request.pathStarts("/ajax/chat/") || request.pathStarts("/ajax/mercury/")) return true;
        boolean poll = request.pathStarts("/x/") && request.path().contains("/p_");
        return poll || request.pathStarts("/pull") && request.query().contains("channel=p_");
    }

    @Override
    public WebReading begin(Out out) {
        return new FacebookChat(out);
    }
}

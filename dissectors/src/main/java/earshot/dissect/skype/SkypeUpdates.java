package earshot.dissect.skype;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Client;
import earshot.event.ImEvent.Presence;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// What Skype's programs ask in clear HTTP: `GET /ui/0/4.2.0.155/en/getlatestversion?ver=4.2.0.155&uhash=1…` of
/// ui.skype.com, and `…/skype_bind_service…?my_skype_id=NAME` of tom.com.
public final class SkypeUpdates implements WebReader {
    private static final int LONGEST_VERSION = 20, LONGEST_NAME = 64;

    @Override
    public String name() {
        return "skype";
    }

    @Override
    public boolean wants(WebRequest request) {
        boolean update = request.pathStarts("/ui/") && request.path().endsWith("/getlatestversion");
        if (update) return isVersion(request.parameter("ver"));
        return request.pathStarts("/service/skype_bind_service") && isName(request.parameter("my_skype_id"));
    }

    private static boolean isVersion(String text) {
        return text.length() <= LONGEST_VERSION && text.matches("[0-9]{1,3}(\\.[0-9]{1,5}){2,4}");
    }

    private static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && text.matches("[A-Za-z][A-Za-z0-9_.,-]{2,}");
    }

    @Override
    public WebReading begin(Out out) {
        return new WebReading() {
            @Override
            public WebBody request(WebRequest request) {
                asked(out, request);
                return null;
            }

            @Override
            public WebBody answer(WebRequest request, WebAnswer answer) {
                return null;
            }
        };
    }

    private static void asked(Out out, WebRequest request) {
        out.service("skype");
        String installation = request.parameter("uhash"), named = request.parameter("my_skype_id");
        if (installation.matches("[0-9a-f]{32,40}")) out.evidence("skype-installation:" + installation);
        out.confirm("signature:skype-update", Confidence.CERTAIN, false);
        Account who = named.isEmpty() ? out.unnamed(Direction.CLIENT) : Account.of(named);
        Client client = new Client("Skype", request.parameter("ver"), "");
        out.emit(new Presence(out.seen(), who, Presence.State.ONLINE, "", client));
    }
}

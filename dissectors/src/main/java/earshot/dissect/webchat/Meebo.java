package earshot.dissect.webchat;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Message.Leg;
import earshot.event.ImEvent.Service.Confidence;
import earshot.web.Form;
import earshot.web.Json;
import earshot.web.WebAnswer;
import earshot.web.WebBody;
import earshot.web.WebReader;
import earshot.web.WebReading;
import earshot.web.WebRequest;

/// Meebo, which put AIM, Yahoo, MSN, Google Talk, ICQ and Jabber into a web page: `/cmd/…` and `/mcmd/…`. Read by the
/// names of its fields, for it was never described.
public final class Meebo implements WebReader {
    @Override
    public String name() {
        return "meebo";
    }

    @Override
    public boolean wants(WebRequest request) {
        return request.pathStarts("/mcmd/")
                || request.pathStarts("/cmd/") && request.host().contains("meebo");
    }

    @Override
    public WebReading begin(Out out) {
        return new WebReading() {
            @Override
            public WebBody request(WebRequest request) {
                boolean says =
                        request.path().endsWith("cmd/im") && request.method().equals("POST");
                return says ? WebBody.whole(body -> sent(out, Form.read(body))) : null;
            }

            @Override
            public WebBody answer(WebRequest request, WebAnswer answer) {
                boolean events = request.path().endsWith("cmd/events");
                return events && answer.ok() ? WebBody.whole(body -> came(out, Json.read(body))) : null;
            }
        };
    }

    private static void sent(Out out, Form form) {
        if (form.has("msg") && form.has("receiver"))
            say(out, form.field("sender"), form.field("receiver"), form.field("msg"), Leg.SENT);
    }

    private static void came(Out out, Json json) {
        for (Json event : json.at("events").list()) {
            Json data = event.at("data");
            if (data.has("msg") && data.has("sender"))
                say(out, data.text("sender"), data.text("receiver"), data.text("msg"), Leg.DELIVERED);
        }
    }

    private static void say(Out out, String from, String to, String text, Leg leg) {
        if (from.isEmpty() || to.isEmpty()) return;
        out.service("meebo");
        out.confirm("signature:meebo", Confidence.PROBABLE, false);
        out.emit(Message.from(out.seen(), Account.of(from))
                .to(Account.of(to))
                .text(text)
                .leg(leg)
                .build());
    }
}

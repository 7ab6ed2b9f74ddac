package earshot.dissect.ymsg;

import earshot.event.Account;
import earshot.event.ImEvent.Call;
import earshot.event.ImEvent.Call.Media;
import earshot.flow.Direction;

/// Webcams and voice, as far as clients announce them to each other.
final class Calls {
    private static final int FROM = 4, ME = 1, TO = 5, FLAG = 13, TEXT = 14, WHAT = 49;

    private final Link link;

    Calls(Link link) {
        this.link = link;
    }

    /// `WEBCAMINVITE`: a blank text invites, any other answers.
    void notified(Fields fields) {
        if (!fields.text(WHAT).equals("WEBCAMINVITE")) return;
        if (fields.text(TEXT).isBlank()) tell(fields, Media.WEBCAM, "offered");
        else tell(fields, Media.WEBCAM, fields.number(FLAG, 0) == 1 ? "accepted" : "declined");
    }

    /// The client asks where somebody's webcam is to be had.
    void webcam(Direction from, Fields fields) {
        if (from == Direction.CLIENT) tell(fields, Media.WEBCAM, "requested");
    }

    void voice(Packet packet) {
        if (packet.bounced()) return;
        long manner = packet.fields().number(FLAG, 1);
        tell(packet.fields(), Media.VOICE, manner == 1 ? "offered" : manner == 2 ? "declined" : "signalled");
    }

    private void tell(Fields fields, Media media, String state) {
        Account caller = fields.account(FROM, ME), called = fields.account(TO);
        if (caller != null && called != null) link.out.emit(new Call(link.seen(), caller, called, media, state));
    }
}

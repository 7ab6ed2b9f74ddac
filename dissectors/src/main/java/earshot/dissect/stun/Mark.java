package earshot.dissect.stun;

import earshot.bytes.Cursor;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.flow.Flow;
import earshot.services.Match;
import earshot.services.Services;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What in a message names a service.
///
/// @param evidence as in event lines
record Mark(String service, String evidence, Confidence confidence) {
    private static final String MEET = "google-meet";
    private static final int REALM = 0x0014;
    private static final int LONGEST_REALM = 255;

    /// WhatsApp's own methods: 0x0800 to 0x0802.
    private static final int WHATSAPP_METHOD = 0x0800;

    /// Zoom's probe is classic STUN without a cookie: a binding request with one attribute of 20 digits, and an answer
    /// of
    /// the type 2 that no other server gives.
    private static final int ZOOM_PROBE = 0x0001_0018, ZOOM_ANSWER = 0x0002_000c;

    private static final String ZOOM_DIGITS = "1234567890123456789";

    /// The mark of a datagram: of what it says, or else of whom it goes to. Google's conference servers have networks
    /// of
    /// their own, in which nothing else was ever seen; they mark nothing, and only STUN goes before their media.
    static Mark of(Cursor in, int i, Flow flow) {
        Mark mark = of(in, i);
        if (mark != null || StunMessage.at(in, i) == null) return mark;
        for (Direction side : Direction.values()) {
            Match match = Services.standard().range(flow.endpoint(side).address());
            if (match != null && match.service().id().equals(MEET)) return probable(MEET, "range:" + match.rule());
        }
        return null;
    }

    /// The mark of the message that begins `i` places ahead.
    ///
    /// @return null where it names nobody, or there is no whole message
    static Mark of(Cursor in, int i) {
        StunMessage message = StunMessage.at(in, i);
        if (message == null) return zoomProbe(in, i);
        Mark best = null;
        if ((message.type() & ~3) == WHATSAPP_METHOD && message.type() != 0x0803) {
            best = certain("whatsapp", "signature:stun-method-" + hex(message.type()));
        }
        while (message.next()) best = surer(best, of(message));
        return message.broken() ? null : best;
    }

    private static Mark surer(Mark a, Mark b) {
        if (a == null) return b;
        return b == null || a.confidence.compareTo(b.confidence) >= 0 ? a : b;
    }

    private static Mark of(StunMessage message) {
        int attribute = message.attribute();
        return switch (attribute) {
            case REALM -> realm(message.value());
            case 0x4000, 0x4001, 0x4002, 0x4003, 0x4004, 0x4007 -> certain("whatsapp", attribute(attribute));
            // MS-TURN and MS-ICE2: candidate identifier, service quality, implementation version, multiplexed session.
            case 0x8054, 0x8055, 0x8070, 0x8095, 0x8006, 0x8036, 0x24df, 0x3802 ->
                probable("teams", attribute(attribute));
            case 0xff03 -> probable(MEET, attribute(attribute));
            case 0x0101, 0x0103 -> zoom(message);
            default -> null;
        };
    }

    private static Mark zoom(StunMessage message) {
        Cursor value = message.value();
        boolean probe = message.attribute() == 0x0101 && value.remaining() == 20 && value.startsWith(ZOOM_DIGITS);
        return probe ? certain("zoom", attribute(message.attribute())) : null;
    }

    /// A relay's realm is a host name of its operator, or a name of its own.
    private static Mark realm(Cursor value) {
        if (value.remaining() > LONGEST_REALM) return null;
        String realm = value.text(value.remaining(), StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int nul = realm.indexOf(0);
        if (nul >= 0) realm = realm.substring(0, nul);
        if (realm.isEmpty() || !realm.chars().allMatch(c -> c > ' ' && c < 0x7f)) return null;
        Match match = Services.standard().host(realm);
        if (match != null && match.names()) return certain(match.service().id(), "realm:" + realm);
        // Whatever else Google has, only Meet and its forerunners have relays; its STUN servers serve everybody.
        boolean google = realm.equals("google.com") || realm.endsWith(".google.com");
        return google && !realm.startsWith("stun") ? probable(MEET, "realm:" + realm) : null;
    }

    private static Mark zoomProbe(Cursor in, int i) {
        long head = in.peek32(i);
        boolean probe = head == ZOOM_PROBE
                && in.remaining() == i + 44
                && in.peek32(i + 20) == 0x0101_0014L
                && in.startsWith(i + 24, ZOOM_DIGITS);
        boolean answer = head == ZOOM_ANSWER && in.remaining() == i + 32 && in.peek32(i + 20) == 0x0103_0008L;
        return probe || answer ? certain("zoom", "signature:zoom-probe") : null;
    }

    private static Mark certain(String service, String evidence) {
        return new Mark(service, evidence, Confidence.CERTAIN);
    }

    private static Mark probable(String service, String evidence) {
        return new Mark(service, evidence, Confidence.PROBABLE);
    }

    private static String attribute(int number) {
        return "signature:stun-attribute-" + hex(number);
    }

    private static String hex(int number) {
        return String.format("%04x", number);
    }
}

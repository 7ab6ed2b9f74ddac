package earshot.dissect.oscar.oft;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import earshot.text.TextDecoding;
import java.util.HexFormat;

/// The reading of one leg through the proxy, until the bytes of the peers begin. The leg names the account of
/// its own side; the other leg, which has the same cookie and pin, names the other.
final class ArsDissection implements Dissection {
    private final Out out;
    private Account own = Account.NONE, other = Account.NONE;
    private byte[] cookie = {};

    ArsDissection(Out out) {
        this.out = out;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int type = Ars.type(in);
        return type <= 0 ? type : 2 + in.peek16(0);
    }

    @Override
    public int longestMessage() {
        return 2 + Ars.LONGEST;
    }

    @Override
    public void message(Direction from, Cursor in) {
        in.skip(4);
        int type = in.u16();
        in.skip(6);
        switch (type) {
            case Ars.CREATE -> {
                named(name(in));
                cookie = in.take(8);
            }
            case Ars.JOIN -> {
                named(name(in));
                int pin = in.u16();
                cookie = in.take(8);
                if (!in.truncated()) tie(pin, "joiner", "creator");
            }
            case Ars.CREATED -> {
                int pin = in.u16();
                if (!in.truncated() && cookie.length == 8) tie(pin, "creator", "joiner");
            }
            case Ars.READY -> {
                recognised();
                Parties parties = new Parties(own, other);
                out.handOver("oft", next -> new PeerDissection(next, parties, null));
            }
            default -> {
                recognised();
                out.anomaly("proxy-refused", "error 0x%02x".formatted(in.u16()));
            }
        }
    }

    private static String name(Cursor in) {
        return TextDecoding.of(in.take(in.u8())).text().strip();
    }

    private void named(String name) {
        if (!name.isEmpty()) own = Account.of(name);
        recognised();
    }

    private void recognised() {
        boolean number = !own.isNone() && own.id().chars().allMatch(c -> c >= '0' && c <= '9');
        out.service(number ? "icq" : "aim");
        out.confirm("signature:ars", Confidence.CERTAIN, false);
    }

    private void tie(int pin, String role, String otherRole) {
        String key = "ars:" + HexFormat.of().formatHex(cookie) + ":" + pin + ":";
        if (!own.isNone()) out.bind(key + role, own);
        other = out.unnamed(Direction.SERVER).claiming(key + otherRole);
    }
}

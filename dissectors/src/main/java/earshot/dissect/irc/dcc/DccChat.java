package earshot.dissect.irc.dcc;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.MessageBuilder;
import earshot.flow.Direction;
import earshot.text.MircFormatting;
import earshot.text.Overlays;
import earshot.text.TextDecoding;
import java.util.Locale;

/// The connection of a DCC CHAT: lines, each a message between the two nicks of the offer.
public final class DccChat implements Dissection {
    /// Longer than any client's line; the rest of a longer one is skipped.
    private static final int LONGEST = 16 * 1024;

    private static final String[] OPENINGS = {
        "GET ", "POST ", "CONNECT ", "OPTIONS ", "NICK ", "USER ", "CAP ", "<?xml", "<stream:", "EHLO ", "HELO "
    };

    private static final String ACTION = "\u0001ACTION ";

    private final Out out;
    private final Account listener, connector;
    private final Direction listening;
    private final TextDecoding.Speaker[] speakers = {new TextDecoding.Speaker(), new TextDecoding.Speaker()};
    /// The side that was asked for its password in the line before; null for none.
    private Direction asked;

    private boolean confirmed;

    /// @param listener who offered to be connected to, at this port
    /// @param network the IRC network that it was agreed on
    public DccChat(Out out, Account listener, Account connector, int port, String network) {
        this.out = out;
        this.listener = listener;
        this.connector = connector;
        this.listening =
                out.flow().client().port() == port && out.flow().server().port() != port
                        ? Direction.CLIENT
                        : Direction.SERVER;
        out.service("irc");
        out.network(network);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (!confirmed && tls(in)) return Math.min(in.remaining(), LONGEST);
        int lf = in.indexOf('\n', 0);
        int cr = in.indexOf('\r', 0);
        if (cr >= 0 && (lf < 0 || cr < lf - 1)) return cr + 1;
        return lf < 0 ? MORE : lf + 1;
    }

    private static boolean tls(Cursor in) {
        return in.peek(0) == 0x16 && in.peek(1) == 3 && in.peek(2) <= 4;
    }

    /// An offer may name any port, also one where others are at work: their protocols are told by how they begin.
    private static boolean another(Cursor in) {
        if (tls(in)) return true;
        for (String opening : OPENINGS) if (in.startsWith(opening)) return true;
        return false;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        int length = frame(from, in);
        return length == MORE ? ~in.remaining() : length;
    }

    @Override
    public int longestMessage() {
        return LONGEST;
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (!confirmed && another(in)) {
            out.reject("another protocol, not a chat");
            return;
        }
        int end = in.remaining();
        while (end > 0 && (in.peek(end - 1) == '\n' || in.peek(end - 1) == '\r')) end--;
        if (end == 0) return;
        if (!confirmed) {
            confirmed = true;
            out.confirm("offer:dcc-chat", Confidence.CERTAIN, false);
        }
        say(from, in.take(end));
    }

    private void say(Direction from, byte[] line) {
        TextDecoding said = speakers[from.ordinal()].read(line);
        String markup = said.text();
        boolean action = markup.startsWith(ACTION);
        if (action) markup = markup.substring(ACTION.length()).replace("\u0001", "");
        else if (markup.startsWith("\u0001")) return;
        String text = Overlays.withoutOffer(MircFormatting.removed(markup));
        if (text.isEmpty()) return;

        Account speaker = from == listening ? listener : connector;
        MessageBuilder message = Message.from(out.seen(), speaker)
                .to(from == listening ? connector : listener)
                .leg(Message.Leg.SENT);
        if (action) message.kind(Message.Kind.ACTION);
        String scheme = Overlays.scheme(text);
        if (!scheme.isEmpty()) {
            out.emit(message.encrypted(scheme, line.length).build());
            return;
        }
        message.text(text).markup(markup);
        if (said.foreign()) message.raw(said.charset(), line);
        boolean password = asked == from && !action;
        if (password) message.secret(text);
        out.emit(message.build());
        if (password) {
            var form = Credential.Form.CLEARTEXT;
            out.emit(new Credential(out.seen(), speaker, form, text, "DCC CHAT password", 0));
        }
        asked = asksForPassword(text) ? from.other() : asked == from ? null : asked;
    }

    /// What eggdrop says to a user who wants to enter its party line.
    private static boolean asksForPassword(String text) {
        String line = text.toLowerCase(Locale.ROOT);
        return line.startsWith("enter your password") || line.startsWith("please enter your password");
    }

    @Override
    public void gap(Direction from, long bytes) {
        asked = null;
    }
}

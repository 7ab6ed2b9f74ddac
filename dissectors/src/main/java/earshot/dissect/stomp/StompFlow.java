package earshot.dissect.stomp;

import earshot.bus.Client;
import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.Session;
import earshot.flow.Direction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The frames of one connection to a broker.
final class StompFlow implements Dissection {
    private static final int MOST_SUBSCRIPTIONS = 1024;
    private static final String HOW = "STOMP CONNECT";

    private final Out out;
    private final Client client;
    /// Destinations by the ids of their subscriptions.
    private final Map<String, String> subscriptions = new HashMap<>();
    private boolean asked, online;

    StompFlow(Out out) {
        this.out = out;
        this.client = new Client(out, "stomp-chat", "signature:stomp");
    }

    @Override
    public int frame(Direction from, Cursor in) {
        if (in.remaining() == 0) return MORE;
        return Frame.length(in, from == Direction.CLIENT ? Frame.CLIENTS : Frame.SERVERS);
    }

    @Override
    public int longestMessage() {
        return Frame.LONGEST;
    }

    @Override
    public int resync(Direction from, Cursor in) {
        List<String> commands = from == Direction.CLIENT ? Frame.CLIENTS : Frame.SERVERS;
        for (int n = 0; n >= 0 && n < in.remaining(); n = Stomp.next(in, n)) {
            Cursor here = in.copy();
            here.skip(n);
            int command = Frame.command(here, commands);
            if (command > 0) return n;
            if (command == MORE) return ~n;
        }
        return ~in.remaining();
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (in.remaining() < 2) return;
        Frame frame = Frame.read(in);
        switch (frame.command()) {
            case "CONNECT", "STOMP" -> connect(frame);
            case "CONNECTED" -> {
                online = true;
                session(Session.State.STARTED, "");
            }
            case "ERROR" -> {
                if (asked && !online) session(Session.State.FAILED, frame.header("message"));
            }
            case "SEND", "MESSAGE" -> client.published(from, frame.header("destination"), frame.body(), false);
            case "SUBSCRIBE" -> {
                String destination = frame.header("destination");
                if (subscriptions.size() < MOST_SUBSCRIPTIONS) subscriptions.put(frame.header("id"), destination);
                client.subscribed(destination, true);
            }
            case "UNSUBSCRIBE" -> {
                String destination = subscriptions.remove(frame.header("id"));
                if (destination != null) client.subscribed(destination, false);
            }
            case "DISCONNECT" -> {
                client.say(new Session(
                        out.seen(), Session.State.ENDED, client.own(), earshot.event.ImEvent.Client.UNKNOWN, "", ""));
                online = false;
            }
            default -> {}
        }
    }

    private void connect(Frame frame) {
        asked = true;
        client.named(frame.header("login"));
        String passcode = frame.header("passcode");
        if (passcode.isEmpty()) return;
        client.say(new Credential(out.seen(), client.own(), Credential.Form.CLEARTEXT, passcode, HOW, 0));
    }

    private void session(Session.State state, String reason) {
        client.say(new Session(
                out.seen(), state, client.own(), earshot.event.ImEvent.Client.UNKNOWN, asked ? HOW : "", reason));
    }

    /// What was lost may have ended subscriptions.
    @Override
    public void gap(Direction from, long bytes) {
        subscriptions.clear();
    }
}

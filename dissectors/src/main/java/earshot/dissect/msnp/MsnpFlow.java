package earshot.dissect.msnp;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.flow.Direction;

/// The lines of one connection to a notification server or switchboard.
final class MsnpFlow implements Dissection {
    private static final String MIME = "MIME-Version: 1.0\r\n";

    private final Link link;
    private final Notification notification;
    private final Switchboard switchboard;

    MsnpFlow(Out out) {
        link = new Link(out);
        notification = new Notification(link);
        switchboard = new Switchboard(link);
    }

    @Override
    public int frame(Direction from, Cursor in) {
        int c = in.peek(0);
        // Some clients end payloads with a line end that their length does not count.
        if (c == '\r' || c == '\n') return 1;
        return Line.frame(from, in);
    }

    @Override
    public int longestMessage() {
        return Line.LONGEST + Line.MOST_PAYLOAD;
    }

    @Override
    public int heldBytes() {
        return switchboard.heldBytes() + notification.heldBytes();
    }

    @Override
    public void message(Direction from, Cursor in) {
        Line line = Line.read(in);
        if (line == null) return;
        if (!line.known()) {
            link.out.anomaly("msnp-command-not-known", line.command() + " with " + line.count() + " arguments");
            return;
        }
        if (Signs.worth(line, from) > 0 || line.command().equals("MSG")) link.confirm();
        byte[] payload = in.rest();
        boolean client = from == Direction.CLIENT;
        if (line.isError()) {
            if (!client) notification.refused(line);
            return;
        }
        switch (line.command()) {
            case "ANS", "IRO", "JOI", "BYE", "CAL" -> switchboard.line(from, line);
            case "USR" -> {
                if (Login.isMethod(line.arg(1)) || line.arg(1).equals("OK") && !switchboard.entered()) {
                    notification.line(from, line, payload);
                } else {
                    switchboard.line(from, line);
                }
            }
            case "MSG" -> {
                // The service's own: a profile, notices of mail. Nobody said anything.
                if (client || !line.arg(0).equals("Hotmail")) switchboard.message(from, line, payload);
            }
            case "OUT" -> {
                if (!switchboard.entered()) notification.line(from, line, payload);
            }
            default -> notification.line(from, line, payload);
        }
    }

    @Override
    public void gap(Direction from, long bytes) {
        switchboard.gap(from);
        notification.gap(from);
    }

    /// Looks for a message with its first header, or for a line that is followed by another one or by nothing.
    @Override
    public int resync(Direction from, Cursor in) {
        int size = in.remaining();
        for (int n = 0; n < size; n++) {
            int c = in.peek(n);
            if (c < '2' || c > 'Z' || c > '9' && c < 'A') continue;
            Cursor here = in.copy();
            here.skip(n);
            boolean atLine = n == 0 || in.peek(n - 1) == '\n';
            if (here.remaining() < 4) return ~n;
            if (!Line.begins(here) || !atLine && !here.startsWith("MSG ")) continue;
            int end = here.indexOf('\n', 0);
            if (end < 0) {
                if (here.remaining() > 1024) continue;
                return ~n;
            }
            Line line = Line.read(here.copy());
            if (!line.known()) continue;
            here.skip(end + 1);
            if (line.command().equals("MSG")) {
                if (line.count() != 3 || !Line.isNumber(line.arg(2))) continue;
                if (here.startsWith(MIME)) return n;
                if (here.remaining() < MIME.length()) return ~n;
            } else if (Signs.worth(line, from) > 0) {
                here.skip(Math.min(here.remaining(), line.payload(from)));
                if (here.remaining() < 4 || Line.begins(here)) return n;
            }
        }
        return ~size;
    }

    @Override
    public void end() {
        switchboard.end();
        notification.end();
    }
}

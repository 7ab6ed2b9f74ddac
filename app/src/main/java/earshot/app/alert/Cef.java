package earshot.app.alert;

import earshot.event.ImEvent.Alert;
import earshot.flow.Endpoint;
import earshot.flow.Flow;

/// Alerts in the Common Event Format, version 0 of its header: seven fields between bars, then `name=value` pairs.
///
/// In the header `\` and `|` are escaped with a backslash, in values `\` and `=`; a line feed is `\n` in a value and
/// a blank in the header. Names are those of the format's dictionary; what it has no name for stands in the custom
/// strings with a label beside each.
final class Cef {
    /// By the order of [Alert.Severity], on the format's scale from 0 to 10.
    private static final int[] SEVERITY = {1, 3, 5, 8, 10};
    /// What the dictionary allows for `msg`.
    private static final int LONGEST_MESSAGE = 1023;

    private final String version;

    Cef(String version) {
        this.version = version;
    }

    String line(Alert alert, String id) {
        StringBuilder line = new StringBuilder(512).append("CEF:0");
        header(line, "Earshot");
        header(line, "Earshot");
        header(line, version);
        header(line, alert.rule());
        header(line, alert.title());
        header(line, Integer.toString(SEVERITY[alert.severity().ordinal()]));
        line.append('|');
        value(line, "rt", Long.toString(alert.seen().time() / 1_000_000));
        value(line, "externalId", id);
        value(line, "msg", cut(alert.explanation()));
        value(line, "app", alert.seen().protocol());
        if (!alert.subjects().isEmpty()) value(line, "suser", alert.subjects().getFirst());
        if (alert.seen().flow() != null) flow(line, alert.seen().flow());
        labelled(line, "cs1", "subjects", String.join(", ", alert.subjects()));
        labelled(line, "cs2", "attack", String.join(" ", alert.attack()));
        labelled(line, "cs3", "because", String.join(" ", alert.because()));
        labelled(line, "cs4", "service", alert.seen().service());
        labelled(line, "cn1", "revision", Integer.toString(alert.revision()));
        return line.toString();
    }

    private static void flow(StringBuilder line, Flow flow) {
        value(line, "proto", flow.transport.name());
        endpoint(line, flow.client(), "src", "c6a2", "Source IPv6 Address", "spt");
        endpoint(line, flow.server(), "dst", "c6a3", "Destination IPv6 Address", "dpt");
    }

    private static void endpoint(
            StringBuilder line, Endpoint endpoint, String four, String six, String label, String port) {
        String address = endpoint.address().toString();
        if (endpoint.address().v6()) labelled(line, six, label, address);
        else value(line, four, address);
        value(line, port, Integer.toString(endpoint.port()));
    }

    private static void labelled(StringBuilder line, String name, String label, String value) {
        if (value.isEmpty()) return;
        value(line, name, value);
        value(line, name + "Label", label);
    }

    private static void header(StringBuilder line, String field) {
        line.append('|');
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' || c == '|') line.append('\\');
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
    }

    private static void value(StringBuilder line, String name, String value) {
        if (value.isEmpty()) return;
        if (line.charAt(line.length() - 1) != '|') line.append(' ');
        line.append(name).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\', '=' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_MESSAGE) return text;
        int end = LONGEST_MESSAGE - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}

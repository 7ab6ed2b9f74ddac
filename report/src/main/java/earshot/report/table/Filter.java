package earshot.report.table;

import earshot.report.line.EventLine;
import earshot.report.talk.Party;
import java.util.List;

/// Which lines go into a table.
///
/// @param service the service's id, "" for any
/// @param account any account that the line names, compared as accounts are; "" for any
/// @param from nanoseconds since 1970-01-01 UTC, first and last
/// @param severity of alerts, the least: `low`; "" for any
public record Filter(String service, String account, long from, long until, String severity) {
    public static final Filter NONE = new Filter("", "", Long.MIN_VALUE, Long.MAX_VALUE, "");

    private static final List<String> SEVERITIES = List.of("info", "low", "medium", "high", "critical");
    private static final List<String> ACCOUNTS =
            List.of("account", "from", "to", "owner", "contact", "by", "about", "was", "is", "subjects");

    /// Whether there is such a severity.
    public static boolean isSeverity(String text) {
        return SEVERITIES.contains(text);
    }

    boolean fits(EventLine line) {
        if (!service.isEmpty() && !service.equals(line.text("service"))) return false;
        long time = line.time();
        if (time != Long.MIN_VALUE && (time < from || time > until)) return false;
        if (!severity.isEmpty() && SEVERITIES.indexOf(line.text("severity")) < SEVERITIES.indexOf(severity))
            return false;
        return account.isEmpty() || names(line);
    }

    private boolean names(EventLine line) {
        String wanted = Party.normal(account);
        for (String field : ACCOUNTS) {
            for (String named : line.list(field)) if (Party.normal(named).equals(wanted)) return true;
        }
        return false;
    }
}

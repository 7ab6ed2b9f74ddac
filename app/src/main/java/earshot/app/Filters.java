package earshot.app;

import earshot.report.line.EventLine;
import earshot.report.talk.Party;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/// Which lines a table is of.
///
/// @param service and account: "" for any
record Filters(String service, String account) {
    static final Option SERVICE = Opts.value(null, "service", "ID", "Only of this service: aim, irc, xmpp, ...");
    static final Option ACCOUNT = Opts.value(null, "account", "NAME", "Only what names this account.");

    private static final List<String> NAMES =
            List.of("account", "from", "owner", "contact", "by", "about", "was", "is", "room");

    static Filters of(CommandLine line) {
        return new Filters(line.getOptionValue("service", ""), Party.normal(line.getOptionValue("account", "")));
    }

    boolean wants(EventLine line) {
        if (!service.isEmpty() && !service.equalsIgnoreCase(line.text("service"))) return false;
        if (account.isEmpty()) return true;
        List<String> names = new ArrayList<>(line.list("to"));
        names.addAll(line.list("subjects"));
        for (String field : NAMES) names.add(line.text(field));
        return names.stream().anyMatch(name -> Party.normal(name).equals(account));
    }
}

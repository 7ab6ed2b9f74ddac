package earshot.app;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Holds;
import earshot.report.text.Shown;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `hold`: legal holds, which expiry cannot cross.
final class Hold implements CaseCommand {
    @Override
    public String name() {
        return "hold";
    }

    @Override
    public String syntax() {
        return "add|remove ACCOUNT|CHAT... | list [options]";
    }

    @Override
    public String purpose() {
        return "Legal hold: people and conversations that 'expire' must leave alone.";
    }

    @Override
    public String about() {
        return """
                Puts a hold on accounts or conversations (chat-...), lifts it, or lists the holds that stand. What is held
                is never expired: of an account every event it has a part in, whatever the service; of a conversation its
                messages and files; with them the alerts that rest on these. An account need not have been seen yet.

                Each hold is written down with who put it there, when and why, and so is its lifting, in a log that
                'verify' checks. While that log does not hold, nothing is expired.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot hold add rhonda chat-q6bdbc7n05 --why 'case 17/26'", "Hold a person and a room."),
                new Example("earshot hold list", "What is held."),
                new Example("earshot hold remove rhonda --why 'settled'", "Lift one."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(Opts.value(null, "why", "TEXT", "The reason, for the record."));
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        List<String> words = line.getArgList();
        String what = words.isEmpty() ? "list" : words.getFirst(), why = line.getOptionValue("why", "");
        if (!List.of("add", "remove", "list").contains(what)) {
            throw new UsageException("hold takes add, remove or list, not '" + what + "'");
        }
        Holds holds = folder.holds();
        if (what.equals("list")) {
            for (Holds.Hold hold : holds.standing().values()) {
                terminal.out()
                        .println(Shown.line(hold.on()) + "  since " + hold.time() + " by " + Shown.line(hold.who())
                                + (hold.why().isEmpty() ? "" : ": " + Shown.line(hold.why())));
            }
            return Exit.DONE;
        }
        List<String> on = words.subList(1, words.size());
        if (on.isEmpty()) throw new UsageException("hold " + what + " needs an account or a conversation");
        for (String one : on) {
            boolean standing = holds.standing().containsKey(one);
            if (what.equals("add")) {
                if (one.startsWith("chat-")) CaseCommand.require(folder, one);
                if (!standing) holds.add(one, why);
                terminal.out().println("held: " + Shown.line(one));
            } else {
                if (!standing) throw new DataException("there is no hold on " + one);
                holds.remove(one, why);
                terminal.out().println("no longer held: " + Shown.line(one));
            }
        }
        return Exit.DONE;
    }
}

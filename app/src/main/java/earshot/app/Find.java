package earshot.app;

import earshot.app.digest.Amounts;
import earshot.app.watch.Indexing;
import earshot.report.casefile.CaseFolder;
import earshot.report.search.Hit;
import earshot.report.search.QueryException;
import earshot.report.search.Search;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `search`: finds what was said.
final class Find implements CaseCommand {
    private static final int HITS = 50, MOST_HITS = 100_000, MOST_CONTEXT = 100;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String syntax() {
        return "QUERY... [options]";
    }

    @Override
    public String purpose() {
        return "Search what was said, in any language, by words, people, times, addresses.";
    }

    @Override
    public String about() {
        return """
                Finds events of a case; a message that was seen on several hops is one hit. All words must be there, in any
                case and with any accents; OR, -without and brackets combine, "quotes" make a phrase, * and ? stand for
                letters, word~ allows a letter or two to differ. Words of languages written without spaces are found
                anywhere in a text.

                Fields: from: to: room: account: service: network: protocol: type: kind: file: hash: ip: port: time: tag:
                talk: flow: rule: severity: capture:. Times are UTC: time:2009-11, time:[2009-11-20 TO 2009-11-21T12:00].
                Addresses may be networks: ip:10.0.0.0/8.

                Hits come in the order of time. Looking is written into the case's custody log.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot search recipe", "Who spoke of a recipe."),
                new Example(
                        "earshot search --context 3 '\"enable password\"'", "A phrase, with what was said around it."),
                new Example("earshot search 'from:rhonda -room:#ops'", "What Rhonda said elsewhere."),
                new Example(
                        "earshot search 'type:file file:*.exe time:2026-11-20'", "Programs that were sent that day."),
                new Example("earshot search 'ip:10.0.0.0/8 (key OR password)' --csv > hits.csv", "For a spreadsheet."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value("C", "context", "N", "Show what was said before and after, so many lines."),
                Opts.value("n", "limit", "N", "The most hits; " + HITS + " where none is given."),
                Opts.value(null, "skip", "N", "Leave out so many hits first."),
                Opts.flag(null, "best", "The best hits first instead of the eldest."),
                Table.JSON,
                Table.CSV);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        if (line.getArgList().isEmpty()) throw new UsageException("search needs a query");
        String query = String.join(" ", line.getArgList());
        Search.Options options = new Search.Options(
                Opts.number(line, "skip", 0, Integer.MAX_VALUE - MOST_HITS),
                Opts.number(line, "limit", HITS, MOST_HITS),
                Opts.number(line, "context", 0, MOST_CONTEXT),
                line.hasOption("best"));
        Search.Found found = find(folder, query, options, terminal);
        CaseCommand.disclosed(
                folder,
                terminal,
                "searched",
                Map.of("query", query, "hits", Integer.toString(found.hits().size())));
        if (Table.forPrograms(line)) {
            programs(found, line, terminal);
        } else {
            HitsPage page = new HitsPage(terminal, CaseCommand.option(folder));
            for (Hit hit : found.hits()) page.print(hit);
        }
        if (found.hits().isEmpty()) terminal.err().println("nothing was found");
        if (found.more()) {
            int next = options.skip() + found.hits().size();
            terminal.err()
                    .println("there are more than these "
                            + Amounts.of(found.hits().size(), "hit") + ": --skip " + next
                            + " shows the next, --limit more at once");
        }
        return Exit.DONE;
    }

    private static Search.Found find(CaseFolder folder, String query, Search.Options options, Terminal terminal)
            throws IOException, UsageException {
        try (Indexing indexing = new Indexing(terminal.watcher());
                Search search = Search.open(folder, indexing)) {
            return search.find(query, options);
        } catch (QueryException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /// JSON: the event lines themselves.
    private static void programs(Search.Found found, CommandLine line, Terminal terminal)
            throws IOException, UsageException {
        if (line.hasOption("json")) {
            for (Hit hit : found.hits()) {
                terminal.out().write(hit.line().json());
                terminal.out().write('\n');
            }
            return;
        }
        Table table = new Table(
                List.of("time", "type", "service", "network", "from", "to", "room", "text", "talk", "frames", "id"),
                List.of());
        for (Hit hit : found.hits()) {
            table.row(
                    hit.line().text("time"),
                    hit.line().type(),
                    hit.line().text("service"),
                    hit.line().text("network"),
                    hit.line().has("from")
                            ? hit.line().text("from")
                            : hit.line().text("account"),
                    hit.line().list("to"),
                    hit.line().text("room"),
                    hit.text(),
                    hit.talk(),
                    CaseLines.frames(hit.line().proof()),
                    hit.line().id());
        }
        table.print(line, terminal);
    }
}

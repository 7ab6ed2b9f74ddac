package earshot.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/// What the benchmarks found, as a table.
final class Report {
    private Report() {}

    static void print(Collection<RunResult> runs, PrintStream to) {
        to.println();
        to.println("| benchmark | of | MB a CPU second | CPU ns a packet (event) | bytes allocated for each |");
        to.println("|---|---|---|---|---|");
        for (RunResult run : runs) {
            String[] name = run.getParams().getBenchmark().split("\\.", -1);
            String of = run.getParams().getParamsKeys().stream()
                    .map(run.getParams()::getParam)
                    .collect(Collectors.joining(", "));
            double bytes = score(run, "bytes"), items = score(run, "items"), cpu = score(run, "cpu");
            to.printf(
                    Locale.ROOT,
                    "| %s.%s | %s | %.0f | %.1f | %.1f |%n",
                    name[name.length - 2].replace("Benchmark", "").toLowerCase(Locale.ROOT),
                    name[name.length - 1],
                    of,
                    bytes / cpu * 1e3,
                    cpu / items,
                    score(run, "allocated") / items);
        }
    }

    /// What a counter or profiler measured; NaN where it did not.
    private static double score(RunResult run, String name) {
        Result<?> result = run.getSecondaryResults().get(name);
        return result == null ? Double.NaN : result.getScore();
    }
}

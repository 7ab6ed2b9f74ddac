package earshot.bench;

import earshot.dissect.Dissector;
import earshot.dissect.Dissectors;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Runs the benchmarks and prints their rates: `bench/jmh [--quick] [NAME]...`
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws RunnerException {
        List<String> names = List.of(arguments).stream()
                .filter(name -> !name.startsWith("--"))
                .toList();
        boolean quick = List.of(arguments).contains("--quick");
        OptionsBuilder options = new OptionsBuilder();
        names.forEach(name -> options.include("(?i)" + name));
        if (Dissectors.ALL.isEmpty()) options.exclude("DissectorBenchmark");
        else
            options.param(
                    "protocol", Dissectors.ALL.stream().map(Dissector::name).toArray(String[]::new));
        options.mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(1)
                .warmupIterations(quick ? 1 : 5)
                .warmupTime(TimeValue.milliseconds(quick ? 500 : 1000))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 500 : 1000))
                .shouldFailOnError(true)
                .jvmArgsAppend(
                        "-XX:+UseSerialGC",
                        "-Xmx2g",
                        "-Dearshot.corpora=" + System.getProperty("earshot.corpora"),
                        "-Dearshot.captures=" + System.getProperty("earshot.captures"));
        Report.print(new Runner(options.build()).run(), System.out);
    }
}

package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever types something wrong is told what, and where to read on.
class UsageTest {
    @ParameterizedTest(name = "earshot {0}")
    @CsvSource(delimiter = '|', textBlock = """
            reply x.pcap                                 | there is no command 'reply'
            replay                                       | replay needs a capture to read
            replay --jsno x.pcap                         | there is no option --jsno
            replay x.pcap --workers                      | the option --workers needs a value
            replay x.pcap --workers 0                    | --workers takes a number from 1 to 64, not '0'
            replay x.pcap --workers many                 | --workers takes a number from 1 to 64, not 'many'
            replay x.pcap --fail-on bad                  | --fail-on takes info, low, medium, high or critical, not 'bad'
            replay x.pcap --expect 12345                 | --expect takes sha256: and 64 hexadecimal digits, not '12345'
            replay x y --expect sha256:0000000000000000000000000000000000000000000000000000000000000000 | FILE=sha256
            replay --source lab                          | --source takes NAME=FILE, not 'lab'
            replay x.pcap --clock-offset soon            | --clock-offset takes a time like -1.5s, not 'soon'
            replay x.pcap --clock-offset lab=1s          | names the source 'lab', but no --source does
            """)
    void wrongUsage(String line, String says) {
        Cli.Result result = Cli.run(line.split(" +"));
        assertEquals(Exit.USAGE, result.status());
        assertEquals("", result.out());
        assertTrue(result.err().contains(says), result.err());
        assertTrue(result.err().contains("help"), result.err());
    }

    @Test
    void earshotAlonePrintsExamples() {
        Cli.Result result = Cli.run();
        assertEquals(Exit.DONE, result.status());
        assertTrue(result.out().contains("earshot replay evidence.pcap"), result.out());
    }

    @Test
    void helpListsEveryCommand() {
        String help = Cli.run("help").out();
        for (Command command : Main.COMMANDS) {
            assertTrue(help.contains("  " + command.name() + " "), command.name());
        }
    }

    static Iterable<Command> commands() {
        return Main.COMMANDS;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTeaches(Command command) {
        Cli.Result result = Cli.run(command.name(), "--help");
        assertEquals(Exit.DONE, result.status());
        assertTrue(result.out().startsWith("earshot " + command.name()), result.out());
        assertTrue(result.out().contains("Examples:\n  "), "examples");
        assertTrue(result.out().lines().allMatch(line -> line.length() <= 110), "no line is too long");
        assertEquals(result.out(), Cli.run("help", command.name()).out());
        assertEquals(result.out(), Cli.run(command.name(), "-h", "--nonsense").out(), "whatever else is on the line");
    }

    /// One source for both: who adds a protocol adds it to the README as well, or this fails.
    @Test
    void theReadmesTableIsWhatProtocolsPrints() throws java.io.IOException {
        String readme = java.nio.file.Files.readString(
                java.nio.file.Path.of(System.getProperty("earshot.root", ".")).resolve("README.md"));
        String table = Cli.run("protocols", "--markdown").out().strip();
        assertTrue(readme.contains(table), "README.md: put in what 'earshot protocols --markdown' prints");
    }
}

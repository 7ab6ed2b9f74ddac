package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The shells themselves read what Earshot prints for them. Those that are not installed are skipped.
class CompletionTest {
    @TempDir
    Path folder;

    /// The script for a shell, as a file.
    private Path script(String shell) throws IOException {
        Assumptions.assumeTrue(isInstalled(shell), shell + " is not installed");
        Cli.Result result = Cli.run("completion", shell);
        assertEquals(Exit.DONE, result.status(), result.err());
        return Files.writeString(folder.resolve("earshot." + shell), result.out());
    }

    private static boolean isInstalled(String program) {
        for (String place : System.getenv("PATH").split(":"))
            if (Files.isExecutable(Path.of(place, program))) return true;
        return false;
    }

    /// Runs a program in the folder.
    ///
    /// @return what it said, all of it
    private String says(String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the shell came to an end");
        return Files.readString(said, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void theShellFindsNothingWrong(String shell) throws Exception {
        assertEquals("", says(shell, "-n", script(shell).toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void everyOptionOfEveryCommandIsThere(String shell) {
        String script = Cli.run("completion", shell).out();
        for (Command command : Main.COMMANDS) {
            assertTrue(script.contains(command.name()), command.name());
            for (Option option : command.options().getOptions())
                assertTrue(script.contains(option.getLongOpt()), command.name() + " --" + option.getLongOpt());
        }
    }

    @ParameterizedTest(name = "earshot {0} gives {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            re                           | replay
            help se                      | search services
            replay --fail                | --fail-on
            replay --fail-on h           | high
            replay -                     | --json -c --case --quiet
            export --format r            | rsmf
            survey -f ht                 | html
            block --format unb           | unbound
            show --case                  | cases
            completion f                 | fish
            """)
    void bashCompletes(String line, String words) throws Exception {
        List<String> typed = new ArrayList<>(List.of(("earshot " + line).split(" ")));
        if (line.endsWith("--case")) typed.add("");
        StringBuilder simulation = new StringBuilder("compopt() { :; }; source \"$1\"; COMP_WORDS=(");
        typed.forEach(word -> simulation.append("'").append(word).append("' "));
        simulation.append("); COMP_CWORD=").append(typed.size() - 1);
        simulation.append("; _earshot; printf '%s\\n' \"${COMPREPLY[@]}\"");
        Path script = script("bash");
        Files.createDirectory(folder.resolve("cases"));
        List<String> replies = says("bash", "--norc", "-c", simulation.toString(), "bash", script.toString())
                .lines()
                .toList();
        assertTrue(replies.containsAll(List.of(words.split(" "))), replies.toString());
        String last = typed.getLast();
        assertTrue(replies.stream().allMatch(reply -> reply.startsWith(last)), replies.toString());
    }

    /// Names of files are the shell's own business.
    @Test
    void bashIsLeftToCompleteFiles() throws Exception {
        String simulation = "compopt() { echo \"compopt $*\"; }; source \"$1\"; COMP_CWORD=2;"
                + " COMP_WORDS=(earshot replay x); _earshot; echo \"${#COMPREPLY[@]}\";"
                + " COMP_WORDS=(earshot show x); _earshot; echo \"${#COMPREPLY[@]}\"; complete -p earshot";
        assertEquals(
                "0\ncompopt +o default\n0\ncomplete -o default -F _earshot earshot\n",
                says("bash", "--norc", "-c", simulation, "bash", script("bash").toString()));
    }

    @ParameterizedTest(name = "earshot {0} gives {1}")
    @CsvSource(delimiter = '|', textBlock = """
            re                  | replay
            replay --fail       | --fail-on
            replay --fail-on h  | high
            export --format rs  | rsmf
            completion b        | bash
            """)
    void fishCompletes(String line, String word) throws Exception {
        Path script = script("fish");
        String said = says("fish", "--no-config", "-c", "source " + script + "; complete -C 'earshot " + line + "'");
        List<String> replies = said.lines().map(reply -> reply.split("\t")[0]).toList();
        assertEquals(List.of(word), replies);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            completion          | needs the name of one shell
            completion bash zsh | needs the name of one shell
            completion tcsh     | there is no completion for tcsh
            """)
    void otherShells(String line, String says) {
        Cli.Result result = Cli.run(line.split(" "));
        assertEquals(Exit.USAGE, result.status());
        assertTrue(result.err().contains(says), result.err());
    }

    /// With all warnings on, and as plain ASCII, so that no locale spoils it.
    @Test
    void theManualPageIsSound() throws Exception {
        Assumptions.assumeTrue(isInstalled("groff"), "groff is not installed");
        String page = Cli.run("man").out();
        assertTrue(page.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f), "plain ASCII");
        Path file = Files.writeString(folder.resolve("earshot.1"), page);
        assertEquals("", says("groff", "-man", "-ww", "-z", file.toString()));
    }

    @Test
    void theManualPageHasEverything() {
        String page = Cli.run("man").out();
        for (Command command : Main.COMMANDS) {
            assertTrue(page.contains("\n.SS " + command.name() + "\n"), command.name());
            for (Option option : command.options().getOptions())
                assertTrue(page.contains(("--" + option.getLongOpt()).replace("-", "\\-")), option.getLongOpt());
            for (Command.Example example : command.examples())
                assertEquals(
                        example.line().lines().count(),
                        example.line()
                                .lines()
                                .filter(line -> page.contains(asInPage(line)))
                                .count(),
                        example.line());
        }
        for (Exit.Status status : Exit.ALL)
            assertTrue(page.contains("\\fB" + status.code() + "\\fR\n"), "status " + status.code());
    }

    private static String asInPage(String line) {
        return line.replace("\\", "\\e")
                .replace("~", "\\(ti")
                .replace("-", "\\-")
                .replace("'", "\\(aq");
    }
}

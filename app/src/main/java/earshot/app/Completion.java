package earshot.app;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `completion`: what a shell has to know to complete command lines.
final class Completion implements Command {
    private static final Map<String, Function<List<Command>, String>> SHELLS = new LinkedHashMap<>();

    static {
        SHELLS.put("bash", BashCompletion::script);
        SHELLS.put("zsh", ZshCompletion::script);
        SHELLS.put("fish", FishCompletion::script);
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String syntax() {
        return "bash | zsh | fish";
    }

    @Override
    public String purpose() {
        return "Print what makes a shell complete command lines.";
    }

    @Override
    public String about() {
        return """
                Prints a script for bash (4 or newer), zsh or fish that completes commands, options, their values and files.
                Put it where your shell looks for such scripts, and start the shell anew.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "earshot completion bash > ~/.local/share/bash-completion/completions/earshot",
                        "For bash with the package bash-completion. Without it: source the file in ~/.bashrc."),
                new Example("earshot completion zsh > ~/.zfunc/_earshot", "For zsh, with ~/.zfunc in its fpath."),
                new Example("earshot completion fish > ~/.config/fish/completions/earshot.fish", "For fish."));
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of("", List.copyOf(SHELLS.keySet()));
    }

    @Override
    public int run(CommandLine line, Terminal terminal) throws IOException, UsageException {
        List<String> shells = line.getArgList();
        if (shells.size() != 1) throw new UsageException("completion needs the name of one shell: bash, zsh or fish");
        Function<List<Command>, String> script = SHELLS.get(shells.getFirst());
        if (script == null)
            throw new UsageException("there is no completion for " + shells.getFirst() + ": bash, zsh or fish");
        terminal.out().print(script.apply(Main.COMMANDS));
        return Exit.DONE;
    }

    /// What a line or two of help say in the space that shells have: the first sentence.
    static String brief(String description) {
        int end = description.indexOf(". ");
        return end < 0 ? description.replaceFirst("\\.$", "") : description.substring(0, end);
    }
}

package earshot.report.bundle;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Input;
import earshot.report.casefile.Run;
import earshot.report.line.EventLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The completeness statement: what a reader must know before drawing conclusions from what is *not* in a bundle.
public final class Statement {
    private final List<String> lines = new ArrayList<>();

    /// @param frames how many frames prove what was chosen
    /// @param packets how many of them are in the bundle; -1 where packets were left out
    /// @param kept how many recovered files are in the bundle
    public Statement(CaseFolder folder, Chosen chosen, long frames, long packets, long kept) {
        lines.add("What was read");
        for (Run run : folder.visibleRuns()) run(run);
        if (folder.visibleRuns().isEmpty()) lines.add("  Nothing: the case has no run.");
        lines.add("");
        lines.add("What is in this bundle");
        lines.add("  " + chosen.lines().size() + " event lines.");
        if (packets < 0) lines.add("  Packets were left out, as asked for; " + frames + " frames prove the events.");
        else if (packets == frames) lines.add("  All " + frames + " frames that prove them.");
        else lines.add("  " + packets + " of the " + frames + " frames that prove them; the rest could not be read.");
        int files = chosen.files().size();
        if (files == kept)
            lines.add("  " + (files == 0 ? "No file was recovered." : "All " + files + " recovered files."));
        else lines.add("  " + kept + " of " + files + " recovered files; the rest is no longer in the case.");
        for (EventLine line : chosen.lines()) {
            if (line.type().equals("file") && line.has("missing") && line.has("sha256")) {
                lines.add("  The file of " + line.id() + " lacks the bytes " + line.text("missing")
                        + "; they stand as zeros.");
            }
        }
        if (chosen.expired() > 0) {
            lines.add("  " + chosen.expired() + " event lines of the case were expired before this was made: "
                    + "whether they belonged to it cannot be told.");
        }
    }

    private void run(Run run) {
        lines.add("  Run " + run.number() + " by " + run.tool() + ", "
                + switch (run.state()) {
                    case FINISHED -> "finished";
                    case INTERRUPTED -> "interrupted before its inputs ended: what came after was not read";
                    case OPEN, KILLED -> "never finished: what came after was not read, and losses are not known";
                });
        lines.add("    options: " + (run.options().isEmpty() ? "none" : String.join(" ", run.options())));
        for (Input input : run.inputs()) {
            lines.add("    " + input.name() + ": " + input.frames() + " frames, " + input.bytes() + " bytes"
                    + (input.sha256().isEmpty() ? ", digest not known" : ", SHA-256 " + input.sha256()));
            if (!input.asExpected()) lines.add("      expected was the SHA-256 " + input.expected());
            for (String damage : input.damage()) lines.add("      damaged: " + damage);
        }
        boolean whole = run.state() == Run.State.FINISHED
                && run.losses().values().stream().allMatch(n -> n == 0);
        if (whole) lines.add("    nothing was lost");
        run.losses().forEach((what, count) -> {
            if (count > 0) lines.add(String.format(Locale.ROOT, "    lost: %s %d", what, count));
        });
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}

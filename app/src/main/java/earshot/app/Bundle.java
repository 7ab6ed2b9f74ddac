package earshot.app;

import earshot.app.digest.Amounts;
import earshot.report.bundle.BundleWriter;
import earshot.report.bundle.Chosen;
import earshot.report.bundle.Statement;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Digests;
import earshot.report.casefile.Run;
import earshot.report.export.Exhibit;
import earshot.report.export.Format;
import earshot.report.export.Redaction;
import earshot.report.export.Selection;
import earshot.report.line.EventLine;
import earshot.report.sign.Ed25519;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `bundle`: everything that proves a choice, in one folder or zip.
final class Bundle implements CaseCommand {
    @Override
    public String name() {
        return "bundle";
    }

    @Override
    public String syntax() {
        return "ID... -w DIR|FILE.zip [options]";
    }

    @Override
    public String purpose() {
        return "Evidence bundle: transcript, events, packets, files, digests, in one folder or zip.";
    }

    @Override
    public String about() {
        return """
                Puts all that proves conversations (chat-...), alerts, files or other events into one folder or zip: the
                transcript as HTML and text, RSMF, CASE/UCO, the event lines, the packets, the recovered files, what was
                lost on the way, and a manifest with the SHA-256 of every file, the version, options and seal of the case.

                A second person who makes the same bundle out of the same case, with the same version and captures, gets
                the same digests, whenever and wherever that is. 'verify' holds a bundle against its manifest; write down
                the bundle digest that is printed, or nothing vouches for the manifest itself.

                Secrets are masked in everything but the packets, which are the original bytes, passwords and all;
                --without-packets leaves them out. The captures must be where they were, or in --captures.

                --sign puts an Ed25519 signature over the manifest beside it, as manifest.sig, which 'verify --key' checks;
                'openssl genpkey -algorithm ed25519 -out key.pem' makes a key. --timestamp-request writes what an RFC 3161
                authority has to be asked; Earshot itself never sends anything.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("earshot bundle chat-q6bdbc7n05 -w exhibit-4.zip", "A conversation, for the other side."),
                new Example(
                        "earshot bundle 0e05e06fc6b6-86-alert-1 -w exhibit-5 --captures /evidence",
                        "An alert and the events that led to it, as a folder; the captures have moved."),
                new Example("earshot bundle chat-q6bdbc7n05 -w exhibit-6.zip --sign key.pem", "Signed."),
                new Example("earshot verify exhibit-4.zip", "Whether it is as it was made."));
    }

    @Override
    public Options options() {
        return CaseCommand.options(
                Opts.value(
                        "w", "write", "PATH", "Where to; a name in .zip makes a zip. What is there is not replaced."),
                Opts.value(null, "captures", "DIR", "Where the captures are now."),
                Opts.flag(null, "without-packets", "Leave the packets out."),
                Signing.SIGN,
                Signing.REQUEST);
    }

    @Override
    public int run(CaseFolder folder, CommandLine line, Terminal terminal)
            throws IOException, UsageException, DataException {
        List<String> ids = line.getArgList().stream().sorted().distinct().toList();
        if (ids.isEmpty()) throw new UsageException("bundle needs an id");
        if (!line.hasOption("write")) throw new UsageException("bundle needs -w PATH");
        Path to = Path.of(line.getOptionValue("write"));
        if (Files.exists(to)) throw new DataException(to + " is there already");
        PrivateKey key = Signing.key(line);
        Chosen chosen = Chosen.of(folder, ids);
        for (String id : chosen.unknown()) throw CaseCommand.unknown(id);
        FrameSet frames = new FrameSet();
        for (EventLine event : chosen.lines()) frames.add(event);
        // Before anything is written: who breaks off half way has had access as well.
        CaseCommand.disclosed(
                folder, terminal, "exported", Map.of("bundle", String.join(" ", ids), "to", to.toString()));
        byte[] manifest;
        long packets = -1;
        try (BundleWriter bundle = BundleWriter.open(to)) {
            if (!line.hasOption("without-packets")) {
                packets = packets(folder, frames, line.getOptionValue("captures", ""), ids, bundle);
            }
            long files = files(folder, chosen, bundle);
            exports(folder, ids, bundle);
            bundle.add("events.jsonl", out -> {
                for (EventLine event : chosen.lines()) {
                    out.write(event.json());
                    out.write('\n');
                }
            });
            Statement statement = new Statement(folder, chosen, frames.size(), packets, files);
            bundle.add("completeness.txt", out -> out.write(statement.toString().getBytes(StandardCharsets.UTF_8)));
            manifest = bundle.finish(about(folder, ids), key == null ? null : bytes -> Ed25519.sign(key, bytes));
            Signing.request(line, manifest);
        }
        terminal.out()
                .println(Amounts.of(chosen.lines().size(), "event line")
                        + (packets < 0 ? "" : " and " + Amounts.of(packets, "packet")) + " written to " + to);
        terminal.out().println("bundle digest " + Digests.of(manifest));
        if (packets >= 0 && packets < frames.size()) {
            terminal.warn(Amounts.of(frames.size() - packets, "frame") + " of the proof could not be read");
            return Exit.DAMAGED;
        }
        return Exit.DONE;
    }

    /// What the manifest says of where all of it comes from.
    private static Map<String, Object> about(CaseFolder folder, List<String> ids) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("tool", "earshot " + Version.TEXT);
        about.put("case", folder.record().number());
        about.put("caseSeal", folder.record().seal());
        about.put("ids", ids);
        about.put("runs", folder.visibleRuns().stream().map(Run::json).toList());
        return about;
    }

    private static long packets(
            CaseFolder folder, FrameSet frames, String captures, List<String> ids, BundleWriter bundle)
            throws IOException, DataException {
        if (frames.isEmpty()) return 0;
        long[] written = {0};
        try (Carving carving = Carving.open(folder, frames, captures)) {
            bundle.add(
                    "packets.pcapng",
                    out -> written[0] = carving.write(out, "cut out by earshot: " + String.join(" ", ids)));
        }
        return written[0];
    }

    private static long files(CaseFolder folder, Chosen chosen, BundleWriter bundle) throws IOException {
        long files = 0;
        for (String digest : chosen.files().stream().sorted().toList()) {
            Path file = folder.file(digest);
            if (file == null) continue;
            bundle.add("files/" + digest, out -> Files.copy(file, out));
            files++;
        }
        return files;
    }

    /// What people and other programs read, where there is a conversation or an alert to be read.
    private static void exports(CaseFolder folder, List<String> ids, BundleWriter bundle) throws IOException {
        Exhibit exhibit = new Selection(ids, "", "", Long.MIN_VALUE + 1, Long.MAX_VALUE, Redaction.NONE)
                .of(folder, "earshot " + Version.TEXT);
        if (exhibit.conversations().isEmpty() && exhibit.alerts().isEmpty()) return;
        Map<String, String> names = Map.of(
                "html", "transcript.html",
                "text", "transcript.txt",
                "rsmf", "conversations.rsmf",
                "case", "case-uco.jsonld");
        for (Format format : Format.ALL) {
            String name = names.get(format.name());
            if (name != null) bundle.add(name, out -> format.write(exhibit, out));
        }
    }
}

package earshot.app;

import earshot.app.alert.Outbox;
import earshot.app.digest.Digest;
import earshot.app.digest.DigestPage;
import earshot.app.digest.Paint;
import earshot.app.run.Alarm;
import earshot.app.run.Keeper;
import earshot.app.run.Lines;
import earshot.app.run.LiveWatch;
import earshot.app.run.Packets;
import earshot.app.run.Run;
import earshot.capture.CaptureInfo;
import earshot.engine.FileSpool;
import earshot.event.json.Secrets;
import earshot.flow.Limits;
import earshot.live.Counts;
import earshot.live.LiveException;
import earshot.live.LiveSource;
import earshot.live.Privileges;
import earshot.live.RawFiles;
import earshot.report.casefile.CaseException;
import earshot.report.casefile.CaseRecord;
import earshot.report.casefile.CaseWriter;
import earshot.report.casefile.Input;
import earshot.scan.MalwareScan;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `capture`: what `replay` does, while it happens.
final class Capture implements Command {
    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String syntax() {
        return "-i IFACE... | --from tcp://HOST:PORT | - [options] [FILTER]";
    }

    @Override
    public String purpose() {
        return "Listen to a network: alerts as they arise, everything kept as a case.";
    }

    @Override
    public String about() {
        return """
                Listens to one or more interfaces until Ctrl-C (or SIGTERM, or --seconds) and does with the packets what
                replay does with those of files. Earshot never sends a packet into that network; only --alert-to makes it open a
                connection, to where the option says.

                The packets themselves go to a ring of pcapng files in the case's folder raw/; before the eldest is given
                up, those that prove something are copied into the case, so that everything can be carved later. What
                could not be read is counted by cause: by the kernel's ring, by the interface.

                Packets that another program captures are listened to just the same, without any right: from standard
                input (-) or a TCP port (--from), in the pcap format, until they end.

                FILTER is as tcpdump has it, for instance: not port 22. As root, Earshot opens the interface and then
                becomes another user before it looks at a single byte.
                """;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("sudo earshot capture -i eth0", "Listen, print alerts, keep ./earshot-case."),
                new Example(
                        "sudo earshot capture -i eth0 -i eth1 --buffer 256 --ring-total 20000 not port 22",
                        "Two interfaces, more room, 20 GB of packets kept."),
                new Example("sudo earshot capture -i eth0 --json | jq .", "Every event as it happens."),
                new Example(
                        "sudo earshot capture -i eth0 --alert-to syslog+tls://siem.corp.example --alert-severity high",
                        "Tell the security desk of what is bad."),
                new Example(
                        "ssh gate tcpdump -U -s0 -w - not port 22 | earshot capture --messages -",
                        "Another machine's packets, as they come."),
                new Example("earshot capture --from tcp://sensor:57012 --json", "The same from a port (PCAP over IP)."),
                new Example("earshot capture --list", "The interfaces of this machine."));
    }

    @Override
    public Options options() {
        Options options = new Options();
        options.addOption(Opts.value("i", "interface", "IFACE", "What to listen to; may be given several times."));
        options.addOption(Opts.value(
                null, "from", "tcp://HOST:PORT", "Packets that come as pcap over TCP; may be given several times."));
        options.addOption(Opts.flag("l", "list", "List the interfaces and do nothing else."));
        options.addOption(Opts.value("c", "case", "DIR", "Keep the case here instead of ./earshot-case."));
        options.addOption(Opts.value(null, "case-number", "TEXT", "The case's number, for its record."));
        options.addOption(Opts.value(null, "examiner", "NAME", "Who listens, for the case's record."));
        options.addOption(Opts.flag(null, "json", "Print every event as one JSON object a line, and nothing else."));
        options.addOption(Opts.flag("m", "messages", "Print messages as they are seen, not alerts alone."));
        options.addOption(Opts.value("s", "snap", "BYTES", "Keep so much of each packet; all of it if not given."));
        options.addOption(Opts.value(null, "buffer", "MIB", "The kernel's ring for each interface; 64 if not given."));
        options.addOption(Opts.flag("p", "no-promiscuous", "Only what is addressed to this machine."));
        options.addOption(Opts.flag(null, "libpcap", "Listen through libpcap instead of the kernel's packet ring."));
        options.addOption(Opts.value(null, "ring", "DIR", "The folder of the raw packets; CASE/raw if not given."));
        options.addOption(
                Opts.value(null, "ring-file", "MIB", "How large a file of raw packets gets; 64 if not given."));
        options.addOption(Opts.value(null, "ring-seconds", "N", "How long a file of raw packets is added to."));
        options.addOption(
                Opts.value(null, "ring-total", "MIB", "All files of raw packets together; 1024 if not given."));
        options.addOption(Opts.value(null, "seconds", "N", "Stop after so many seconds."));
        options.addOption(Opts.value(
                "u",
                "user",
                "NAME",
                "Become this user once the interface is open; as root, who"
                        + " called sudo, or nobody, if not given."));
        options.addOption(Opts.value(null, "workers", "N", "Threads that read; as many as processors if not given."));
        Aids.options().forEach(options::addOption);
        AlertOptions.options().forEach(options::addOption);
        options.addOption(Opts.flag(null, "reveal-secrets", "Show passwords and digests instead of masking them."));
        options.addOption(
                Opts.value(null, "fail-on", "SEVERITY", "Exit with status 3 after such an alert or a worse one."));
        options.addOption(Opts.flag("q", "quiet", "Neither status nor warnings; errors are still said."));
        return options;
    }

    @Override
    public int run(CommandLine line, Terminal terminal) throws IOException, UsageException, DataException {
        if (line.hasOption("list")) return list(terminal);
        List<String> names = names(line);
        Path path = Path.of(line.getOptionValue("case", ReplayOptions.DEFAULT_CASE));
        Aids aids = Aids.of(line, terminal);
        Outbox.Plan outlets = AlertOptions.of(line);
        LiveSource.Plan plan = plan(line, names, path);
        CaseWriter.Opening opening = new CaseWriter.Opening(
                line.getOptionValue("case-number", ""),
                line.getOptionValue("examiner", ""),
                "earshot " + Version.TEXT,
                List.of("capture", "--interface=" + String.join(",", names), "--filter=" + plan.filter()));
        try (CaseWriter writer = CaseWriter.open(path, opening)) {
            Packets packets = new Packets(packets(path));
            try (LiveSource source = LiveSource.open(plan, packets)) {
                String who = giveUpRights(line, path, plan.files().folder());
                if (!line.hasOption("quiet") && !who.isEmpty()) terminal.warn(who);
                return listen(line, aids, outlets, source, packets, writer, path, terminal);
            }
        } catch (CaseException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    /// Where a case keeps the packets of files that are gone.
    static Path packets(Path casePath) {
        return casePath.resolve("packets");
    }

    /// What to listen to: interfaces, or streams of pcap.
    private static List<String> names(CommandLine line) throws UsageException {
        List<String> names = new ArrayList<>();
        if (line.hasOption("interface")) names.addAll(List.of(line.getOptionValues("interface")));
        int interfaces = names.size();
        if (line.hasOption("from")) {
            for (String from : line.getOptionValues("from")) {
                if (!from.startsWith("tcp://")) throw new UsageException("--from takes tcp://HOST:PORT, not " + from);
                names.add(from);
            }
        }
        boolean input = line.getArgList().equals(List.of("-"));
        if (input) names.add("-");
        if (names.isEmpty())
            throw new UsageException("capture needs -i IFACE, --from tcp://HOST:PORT or - for standard input;"
                    + " 'earshot capture --list' names the interfaces");
        if (interfaces < names.size() && !filter(line).isEmpty())
            throw new UsageException("a filter works where packets are captured: give it to the sender");
        return names;
    }

    private static String filter(CommandLine line) {
        return line.getArgList().equals(List.of("-")) ? "" : String.join(" ", line.getArgList());
    }

    private static LiveSource.Plan plan(CommandLine line, List<String> names, Path path) throws UsageException {
        int file = Math.max(1, Opts.number(line, "ring-file", 64, 1 << 16));
        int total = Opts.number(line, "ring-total", 1024, 1 << 30);
        if (total < 2 * file) throw new UsageException("--ring-total must be at least twice --ring-file");
        String folder = line.getOptionValue("ring", path.resolve("raw").toString());
        RawFiles.Plan files = new RawFiles.Plan(
                Path.of(folder), (long) file << 20, Opts.number(line, "ring-seconds", 0, 1 << 30), (long) total << 20);
        return new LiveSource.Plan(
                names,
                filter(line),
                Math.max(64, Opts.number(line, "snap", 262_144, 262_144)),
                Math.max(2, Opts.number(line, "buffer", 64, 1 << 14)),
                !line.hasOption("no-promiscuous"),
                line.hasOption("libpcap"),
                files);
    }

    /// Becomes somebody who may do less, once everything is open.
    ///
    /// @return what the user should know of it, or ""
    private static String giveUpRights(CommandLine line, Path... folders) throws IOException {
        if (!Privileges.isRoot()) {
            List<String> capable = Privileges.capable();
            return capable.isEmpty()
                    ? ""
                    : "the rights that this process was given cannot be given up on all of its threads: grant it"
                            + " cap_net_raw alone";
        }
        String sudo = System.getenv("SUDO_USER");
        String name = line.getOptionValue("user", sudo == null || sudo.equals("root") ? "nobody" : sudo);
        Privileges.User user = Privileges.user(name);
        if (user.uid() == 0) return "it goes on as root, as --user asks: whatever fools it has all rights";
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : (Iterable<Path>) all::iterator) Privileges.give(one, user);
            }
        }
        openProgram();
        Privileges.become(user);
        for (Path folder : folders) {
            if (!Files.isWritable(folder))
                throw new LiveException(
                        user.name() + " cannot write to " + folder.toAbsolutePath()
                                + ", as a folder above it is closed to that user: --case names another place, --user another user");
        }
        return "";
    }

    /// The Java machine opens a jar when it first looks into it, which may be in a folder closed to whom it becomes:
    /// looking for what is in none of them opens all.
    private static void openProgram() {
        if (ClassLoader.getSystemResource("earshot/is/in/no/jar") != null) throw new IllegalStateException();
    }

    private static int listen(
            CommandLine line,
            Aids aids,
            Outbox.Plan outlets,
            LiveSource source,
            Packets packets,
            CaseWriter writer,
            Path path,
            Terminal terminal)
            throws IOException, UsageException {
        boolean json = line.hasOption("json"), quiet = line.hasOption("quiet");
        boolean reveal = line.hasOption("reveal-secrets");
        int workers =
                Math.max(1, Opts.number(line, "workers", Runtime.getRuntime().availableProcessors(), 64));
        Alarm alarm = new Alarm(Opts.severity(line, "fail-on"));
        Digest digest = json ? null : new Digest(reveal);
        Run.Plan how = new Run.Plan(
                workers, Limits.DEFAULT, FileSpool.in(writer.incoming()), aids.services(), aids.keys(), aids.policy());
        try (Run run = new Run(source, how);
                Outbox outbox = new Outbox(outlets, run.ids());
                MalwareScan scan = new MalwareScan(aids.policy().engines(), sha256 -> Replay.stored(path, sha256))) {
            LiveWatch watch = new LiveWatch(
                    new LiveWatch.Plan(
                            terminal.out(),
                            terminal.err(),
                            !json,
                            !json && line.hasOption("messages"),
                            reveal,
                            !quiet && terminal.progress(),
                            path.resolve("status.json")),
                    source,
                    run::flows);
            terminal.interruption().then(source::stop);
            Thread clock = clock(Opts.number(line, "seconds", 0, 1 << 30), source);
            for (earshot.app.run.Listener one : List.of(alarm, packets, new Keeper(writer, run.ids()))) run.tell(one);
            if (json) run.tell(new Lines(terminal.raw(), run.ids(), reveal ? Secrets.REVEALED : Secrets.MASKED));
            else run.tell(digest);
            run.tell(watch);
            run.tell(outbox);
            run.detect(scan);
            run.read();
            if (clock != null) clock.interrupt();
            watch.finish();
            CaseRecord record = writer.finish(inputs(source), run.inAll(), false);
            if (digest != null) print(digest, line, path, record, terminal);
            outbox.finish().forEach(terminal::warn);
            scan.troubles().forEach(terminal::warn);
            if (!quiet) losses(source, terminal);
            if (run.damaged()) return Exit.DAMAGED;
        }
        return alarm.raised() ? Exit.ALERTS : Exit.DONE;
    }

    private static Thread clock(int seconds, LiveSource source) {
        if (seconds == 0) return null;
        return Thread.ofPlatform().daemon().name("clock").start(() -> {
            try {
                Thread.sleep(1000L * seconds);
                source.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static List<Input> inputs(LiveSource source) {
        List<Input> inputs = new ArrayList<>();
        for (CaptureInfo capture : source.captures()) inputs.add(Input.of(capture, ""));
        return inputs;
    }

    private static void print(Digest digest, CommandLine line, Path path, CaseRecord record, Terminal terminal) {
        Path files = path.resolve("files");
        DigestPage page = new DigestPage(
                digest,
                terminal.out(),
                new Paint(terminal.colours()),
                terminal.width(),
                sha256 -> files.resolve(sha256.substring(0, 2)).resolve(sha256).toString());
        page.print(false);
        String option = line.hasOption("case") ? " --case " + Shell.quoted(path.toString()) : "";
        page.next(Shell.self(), option, path.toString(), record.seal());
        terminal.out().flush();
    }

    private static void losses(LiveSource source, Terminal terminal) {
        for (Counts one : source.counts()) {
            terminal.warn("%s: %,d packets read, %,d lost because the ring was full%s%s"
                    .formatted(
                            one.interfaceName(),
                            one.read(),
                            one.ringDrops(),
                            one.interfaceDrops() > 0
                                    ? ", %,d lost by the interface".formatted(one.interfaceDrops())
                                    : "",
                            one.ringDrops() > 0 ? "; --buffer makes the ring larger" : ""));
        }
        for (CaptureInfo capture : source.captures()) for (String damage : capture.damage) terminal.warn(damage);
        if (source.files().unkept() > 0)
            terminal.warn("%,d packets were read and not kept: the disk did not take them"
                    .formatted(source.files().unkept()));
    }

    private static int list(Terminal terminal) throws IOException {
        List<NetworkInterface> all = NetworkInterface.networkInterfaces()
                .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                .toList();
        for (NetworkInterface one : all) {
            List<String> words = new ArrayList<>();
            words.add("%-16s".formatted(one.getName()));
            words.add(one.isUp() ? "up" : "down");
            one.inetAddresses()
                    .forEach(address -> words.add(address.getHostAddress().replaceAll("%.*", "")));
            terminal.out().println(String.join("  ", words));
        }
        return Exit.DONE;
    }
}

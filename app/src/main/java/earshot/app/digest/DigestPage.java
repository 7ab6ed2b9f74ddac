package earshot.app.digest;

import earshot.capture.CaptureInfo;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Credential;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Recovered;
import earshot.event.json.Completeness;
import earshot.event.json.Secrets;
import earshot.report.talk.Talk;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Prints what a [Digest] gathered.
public final class DigestPage {
    private static final int ROWS = 12;

    private final Digest digest;
    private final Sheet sheet;
    private final Paint paint;
    private final Function<String, String> kept;
    private final List<Talk> talks;

    /// @param kept where a recovered file is kept, by its SHA-256; "" where it is not
    public DigestPage(Digest digest, PrintStream out, Paint paint, int width, Function<String, String> kept) {
        this.digest = digest;
        this.paint = paint;
        this.kept = kept;
        this.talks = digest.talks.all();
        this.sheet = new Sheet(out, paint, width, digest.captures);
    }

    /// Everything but what to do next.
    ///
    /// @param interrupted whether the reading was ended before its end
    public void print(boolean interrupted) {
        header();
        Completeness all = digest.inAll;
        boolean days = all.frames() > 0 && !Moments.day(all.from()).equals(Moments.day(all.until()));
        new TalkSection(sheet, talks, digest.talks.beyond(), days).print();
        files();
        credentials();
        alerts();
        people();
        services();
        anomalies();
        completeness(interrupted);
    }

    private void header() {
        Completeness all = digest.inAll;
        boolean one = digest.captures.size() == 1;
        String what =
                one ? Sheet.safe(digest.captures.getFirst().name, 60) : Amounts.of(digest.captures.size(), "capture");
        String size = Amounts.of(all.frames(), "frame") + ", " + Amounts.bytes(all.bytes());
        String when = all.frames() > 0
                ? ", " + Moments.span(all.from(), all.until()) + " UTC (" + Moments.duration(all.until() - all.from())
                        + ")"
                : "";
        sheet.line(paint.bold(what) + paint.dim("  " + size + when));
        if (one) return;
        for (int i = 0; i < digest.captures.size() && i < ROWS; i++) {
            CaptureInfo info = digest.captures.get(i);
            String source = info.source.isEmpty() ? "" : " (" + Sheet.safe(info.source, 20) + ")";
            sheet.line("  " + (i + 1) + "  " + Sheet.safe(info.name, 70) + source
                    + paint.dim("  " + Amounts.of(info.frames, "frame")));
        }
        more(digest.captures.size(), ROWS, "capture");
    }

    private void files() {
        List<Files.Entry> all = digest.files.recovered();
        long others = digest.files.onlyOffered();
        if (all.isEmpty() && others == 0) return;
        String rest = others == 0 ? "" : ", " + Amounts.number(others) + " only offered";
        sheet.heading("FILES", Amounts.number(all.size() + digest.files.unlisted()) + " recovered" + rest);
        for (Files.Entry entry : all.subList(0, Math.min(ROWS, all.size()))) file(entry);
        more(all.size() + digest.files.unlisted(), ROWS, "file");
    }

    private void file(Files.Entry entry) {
        FileTransfer file = entry.file();
        Recovered bytes = file.recovered();
        String name = file.name().isEmpty() ? "(no name)" : Sheet.safe(file.name(), 50);
        String state = file.state() == FileTransfer.State.COMPLETE
                ? "complete"
                : paint.yellow(
                        bytes.missing().isEmpty() ? "partial" : "partial, missing " + Sheet.safe(bytes.missing(), 30));
        sheet.gap();
        sheet.line("  " + paint.bold(name) + "  " + Amounts.of(bytes.bytes(), "byte") + ", " + state
                + (bytes.mime().isEmpty() ? "" : ", " + bytes.mime()));
        String times = entry.times() > 1 ? ", " + entry.times() + " times" : "";
        sheet.line("    " + Sheet.safe(file.from().id(), 40) + " to "
                + Sheet.safe(file.to().id(), 40) + ", "
                + Moments.time(file.seen().time()) + ", "
                + sheet.frames(file.seen().frames(), 40) + times);
        sheet.line(paint.dim("    md5     ") + bytes.md5());
        sheet.line(paint.dim("    sha256  ") + bytes.sha256());
        String path = kept.apply(bytes.sha256());
        if (!path.isEmpty()) sheet.line(paint.dim("    kept    ") + path);
    }

    private void credentials() {
        List<Credentials.Entry> all = digest.credentials.all();
        if (all.isEmpty()) return;
        sheet.heading(
                "CREDENTIALS",
                Amounts.number(all.size() + digest.credentials.unlisted()) + " exposed"
                        + (digest.reveal ? "" : "; --reveal-secrets shows them"));
        List<String[]> rows = new ArrayList<>();
        for (Credentials.Entry entry : all.subList(0, Math.min(ROWS, all.size()))) {
            Credential credential = entry.first();
            rows.add(new String[] {
                Sheet.safe(
                        credential.account().isNone()
                                ? "?"
                                : credential.account().id(),
                        30),
                credential.form().name().toLowerCase(Locale.ROOT),
                Sheet.safe(credential.mechanism(), 24),
                digest.reveal ? Sheet.safe(credential.secret(), 40) : Secrets.MASK,
                Moments.time(credential.seen().time()),
                sheet.frames(credential.seen().frames(), 12)
                        + (entry.times() > 1 ? ", " + entry.times() + " times" : "")
            });
        }
        rows(rows);
        more(all.size() + digest.credentials.unlisted(), ROWS, "credential");
    }

    private void alerts() {
        List<Warnings.Raised> all = digest.warnings.alerts();
        if (all.isEmpty()) return;
        sheet.heading("ALERTS", Amounts.number(all.size() + digest.warnings.unlistedAlerts()));
        for (Warnings.Raised raised : all.subList(0, Math.min(ROWS, all.size()))) {
            Severity severity = raised.alert().severity();
            String word = Columns.pad(severity.name().toLowerCase(Locale.ROOT), 9);
            String shown = severity.compareTo(Severity.HIGH) >= 0 ? paint.red(word) : paint.yellow(word);
            sheet.line("  " + shown + paint.bold(Sheet.safe(raised.alert().title(), sheet.width - 12)));
            sheet.paragraph("           ", "", Sheet.safe(raised.alert().explanation()), 4);
        }
        more(all.size() + digest.warnings.unlistedAlerts(), ROWS, "alert");
    }

    private void people() {
        List<People.Person> all = digest.people.busiest();
        if (all.isEmpty()) return;
        sheet.heading("PEOPLE", "who used what, from where");
        List<String[]> rows = new ArrayList<>();
        for (People.Person person : all.subList(0, Math.min(ROWS, all.size()))) {
            String place = person.network.isEmpty() ? person.service : person.service + " on " + person.network;
            String failed = person.failures == 0 ? "" : ", " + Amounts.of(person.failures, "refused login");
            rows.add(new String[] {
                Sheet.safe(
                        person.account + (person.names.isEmpty() ? "" : ", later " + String.join(", ", person.names)),
                        40),
                Sheet.safe(place, 28),
                Sheet.safe(person.clients.isEmpty() ? "" : String.join(", ", person.clients), 36),
                hosts(person),
                Amounts.number(person.messages) + " sent" + failed
            });
        }
        rows(rows);
        more(all.size() + digest.people.unlisted(), ROWS, "account");
    }

    private String hosts(People.Person person) {
        List<String> hosts = new ArrayList<>();
        for (String address : person.hosts) {
            String name = digest.people.nameOf(address);
            hosts.add(name.isEmpty() ? address : address + " (" + name + ")");
        }
        return Sheet.safe(String.join(", ", hosts), 40);
    }

    private void services() {
        List<Services.Use> all = digest.services.uses();
        if (all.isEmpty()) return;
        sheet.heading("SERVICES", "");
        List<String[]> rows = new ArrayList<>();
        for (Services.Use use : all.subList(0, Math.min(ROWS, all.size()))) {
            rows.add(new String[] {
                Sheet.safe(use.service, 24),
                Amounts.of(use.flows, "flow"),
                use.encrypted ? "encrypted" : "readable",
                use.amount(),
                Sheet.safe(String.join(", ", use.evidence), 50),
                Sheet.safe(String.join(", ", use.hosts), 50)
            });
        }
        rows(rows);
        more(all.size(), ROWS, "service");
    }

    private void anomalies() {
        List<Warnings.Odd> all = digest.warnings.anomalies();
        if (all.isEmpty()) return;
        sheet.heading("WORTH KNOWING", "what was not as it should be, by kind");
        for (Warnings.Odd odd : all.subList(0, Math.min(ROWS, all.size()))) {
            String detail =
                    odd.first().detail().isEmpty() ? "" : Sheet.safe(odd.first().detail()) + ", ";
            String times = odd.times() == 1 ? "" : Amounts.number(odd.times()) + " times; first: ";
            sheet.paragraph(
                    "  ",
                    Columns.pad(Sheet.safe(odd.first().what()), 22) + "  ",
                    times + detail + sheet.frames(odd.first().seen().frames(), 12),
                    2);
        }
        more(all.size(), ROWS, "kind");
    }

    private void completeness(boolean interrupted) {
        Completeness all = digest.inAll;
        Completeness.Losses losses = all.losses();
        List<String> facts = new ArrayList<>();
        facts.add(Amounts.of(all.frames(), "frame") + ", " + Amounts.of(all.bytes(), "byte") + " read");
        facts.add(all.drops() < 0 ? "drops not stated" : Amounts.of(all.drops(), "frame") + " dropped by the capture");
        facts.add(
                losses.gaps() == 0
                        ? "no gap in what was read"
                        : Amounts.of(losses.gaps(), "gap") + " in what was read");
        facts.add(all.truncated() == 0 ? "no frame cut" : Amounts.of(all.truncated(), "frame") + " cut");
        if (losses.midStream() > 0) facts.add(Amounts.of(losses.midStream(), "flow") + " begun before the capture");
        if (losses.badChecksums() > 0) facts.add(Amounts.of(losses.badChecksums(), "bad checksum") + " (accepted)");
        if (all.stepsBack() > 0) facts.add("the clock ran backwards " + Amounts.of(all.stepsBack(), "time"));
        for (Map.Entry<String, Long> entry : losses.evictions().entrySet()) {
            facts.add(Amounts.number(entry.getValue()) + " " + entry.getKey() + " given up (table full)");
        }
        for (Map.Entry<String, Long> entry : losses.unread().entrySet()) {
            facts.add(Amounts.bytes(entry.getValue()) + " not understood: " + entry.getKey());
        }
        sheet.heading("COMPLETENESS", "");
        if (interrupted) sheet.line("  " + paint.yellow("interrupted: this is what was seen until then"));
        sheet.paragraph("  ", "", String.join("; ", facts) + ".", 8);
        int said = 0;
        for (CaptureInfo info : digest.captures) {
            for (String damage : info.damage) {
                if (said++ < ROWS) sheet.paragraph("  ", "", paint.yellow(Sheet.safe(info.name + ": " + damage)), 3);
            }
        }
        more(said, ROWS, "such place");
    }

    /// Where everything is kept, and what to type next.
    ///
    /// @param command how the user calls this program
    /// @param options what each command needs to find the case: ` --case DIR`, or nothing
    /// @param seal the case seal
    public void next(String command, String options, String folder, String seal) {
        sheet.heading("KEPT", "in " + folder);
        sheet.line("  The case seal is " + seal + ".");
        sheet.line(paint.dim("  Written down now, it lets 'verify --seal' prove later that nothing was changed."));
        sheet.heading("NEXT", "");
        List<String[]> rows = new ArrayList<>();
        String word = SearchWord.of(talks);
        if (!word.isEmpty())
            rows.add(row(command + " search " + word + options, "find a word, and what was said around it"));
        if (!talks.isEmpty()) {
            String id = TalkSection.largest(talks).getFirst().id();
            rows.add(row(command + " show " + id + options, "a conversation, with all frames that prove it"));
        }
        if (!digest.files.recovered().isEmpty()) {
            String id = digest.files.recovered().getFirst().id();
            rows.add(row(command + " show " + id + options, "a file, and where it lies"));
        }
        if (!digest.warnings.alerts().isEmpty())
            rows.add(row(command + " alerts" + options, "what is alarming, and why"));
        rows.add(row(command + " verify" + options, "whether anything in the case was changed"));
        rows(rows);
    }

    private static String[] row(String... cells) {
        return cells;
    }

    private void rows(List<String[]> rows) {
        if (rows.isEmpty()) return;
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) widths[i] = Math.max(widths[i], Columns.width(row[i]));
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < row.length; i++) {
                if (widths[i] == 0) continue;
                line.append(' ').append(i == row.length - 1 ? row[i] : Columns.pad(row[i], widths[i] + 1));
            }
            sheet.line(line.toString().stripTrailing());
        }
    }

    private void more(long all, int shown, String what) {
        if (all > shown) sheet.line("  " + paint.dim("and " + Amounts.of(all - shown, "more " + what)));
    }
}

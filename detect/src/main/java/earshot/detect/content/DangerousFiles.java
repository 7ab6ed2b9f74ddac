package earshot.detect.content;

import earshot.detect.Detector;
import earshot.detect.Expiring;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import earshot.policy.Policy;
import earshot.policy.Watch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A file that runs, that is something else than its name says, that is known to be bad, or that the policy does not
/// want;
/// an archive whose password is told in the same conversation.
///
/// Grouped by sender and name: the offers to all who got it, and what came of them, are one alert, which grows.
/// ATT&CK: T1204.002 malicious file, T1036.007 double extension, T1036.008 masquerade file type.
public final class DangerousFiles implements Detector {
    private static final int MOST = 50_000, MOST_PROOFS = 20;
    private static final long IDLE = 24L * 3600 * 1_000_000_000, TALK = 600L * 1_000_000_000;
    private static final Set<String> PROGRAMS = Set.of(
            "exe", "scr", "pif", "com", "bat", "cmd", "vbs", "vbe", "js", "jse", "wsf", "hta", "msi", "lnk", "cpl",
            "ps1", "jar", "reg", "iso", "img", "apk", "chm");
    private static final Set<String> ARCHIVES = Set.of("zip", "rar", "7z", "ace", "arj");
    private static final List<String> PASSWORD =
            List.of("password", "passwd", "pass:", "pw:", "pwd", "kennwort", "passwort", "mot de passe");
    /// What content an ending promises.
    private static final Map<String, String> PROMISES = Map.ofEntries(
            Map.entry("jpg", "image/"),
            Map.entry("jpeg", "image/"),
            Map.entry("png", "image/"),
            Map.entry("gif", "image/"),
            Map.entry("bmp", "image/"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/"),
            Map.entry("mp3", "audio/"),
            Map.entry("avi", "video/"),
            Map.entry("mpg", "video/"),
            Map.entry("mp4", "video/"));

    private record Key(String service, String from, String name) {}

    private record Pair(String one, String other) {
        static Pair of(String a, String b) {
            return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }

    private static final class State {
        int revision, readers;
        final Set<String> to = new LinkedHashSet<>();
        Seen seen;
        Severity severity = Severity.INFO;
        final List<String> reasons = new ArrayList<>(), attack = new ArrayList<>(), because = new ArrayList<>();

        void add(Severity at, String reason, String technique) {
            if (reasons.contains(reason)) return;
            reasons.add(reason);
            if (!attack.contains(technique)) attack.add(technique);
            if (at.compareTo(severity) > 0) severity = at;
        }
    }

    private final Watch watch;
    private final Expiring<Key, State> states = new Expiring<>(MOST, IDLE);
    /// Archives sent a while ago, and words of passwords, between two people.
    private final Expiring<Pair, List<Key>> archives = new Expiring<>(MOST, TALK);

    public DangerousFiles(Policy policy) {
        this.watch = policy.watch();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (event instanceof Message message) password(message, id, raise);
        if (!(event instanceof FileTransfer file)) return;
        Seen seen = file.seen();
        Key key = new Key(seen.service(), file.from().id(), file.name());
        State state = states.at(key, seen.time(), State::new);
        state.seen = state.seen == null ? seen : state.seen.withFrames(seen.frames());
        int before = state.reasons.size();
        if (file.to().named() && state.to.size() < 200) state.to.add(file.to().id());
        name(file.name(), state);
        if (file.recovered() != null) content(file, state);
        if (state.reasons.isEmpty()) {
            if (ARCHIVES.contains(ending(file.name())))
                archives.at(Pair.of(key.from, file.to().id()), seen.time(), ArrayList::new)
                        .add(key);
            return;
        }
        if (state.because.size() < MOST_PROOFS) state.because.add(id);
        boolean more = state.to.size() > state.readers && Integer.bitCount(state.to.size()) == 1;
        if (state.reasons.size() > before || more) raise.accept(alert(key, state));
    }

    private void name(String name, State state) {
        String ending = ending(name);
        String lower = name.toLowerCase(Locale.ROOT).strip();
        int dot = lower.lastIndexOf('.');
        String former = dot > 0 ? ending(lower.substring(0, dot).strip()) : "";
        if (PROGRAMS.contains(ending)) state.add(Severity.MEDIUM, "it is a program by its name", "T1204.002");
        if (PROGRAMS.contains(ending) && former.matches("[a-z][a-z0-9]{1,3}") && !former.matches("v?[0-9]+"))
            if (PROMISES.containsKey(former)
                    || Set.of("doc", "docx", "xls", "xlsx", "htm", "html", "ppt")
                            .contains(former))
                state.add(Severity.HIGH, "its name has two endings, of which the second runs", "T1036.007");
        if (name.indexOf('\u202e') >= 0)
            state.add(Severity.HIGH, "its name turns the direction of writing", "T1036.002");
        if (watch.files().contains(ending))
            state.add(Severity.MEDIUM, "the policy does not want ." + ending + " files", "T1048");
    }

    private void content(FileTransfer file, State state) {
        String mime = file.recovered().mime();
        boolean runs = mime.contains("executable")
                || mime.contains("x-msdownload")
                || mime.contains("x-dosexec")
                || mime.contains("portable-executable")
                || mime.contains("x-elf");
        String ending = ending(file.name()), promised = PROMISES.get(ending);
        if (runs) state.add(Severity.HIGH, "it is a program by its content (" + mime + ")", "T1204.002");
        if (runs && !PROGRAMS.contains(ending)) state.add(Severity.CRITICAL, "and its name hides that", "T1036.008");
        else if (promised != null
                && !mime.isEmpty()
                && !mime.equals("application/octet-stream")
                && !mime.startsWith(promised))
            state.add(Severity.MEDIUM, "its content (" + mime + ") is not what ." + ending + " promises", "T1036.008");
        if (watch.digests().contains(file.recovered().sha256())
                || watch.digests().contains(file.recovered().md5()))
            state.add(Severity.CRITICAL, "its digest is on the list of known bad files", "T1204.002");
    }

    private void password(Message message, String id, Consumer<Alert> raise) {
        if (message.to().size() != 1 || message.text().length() > 400) return;
        Pair pair = Pair.of(message.from().id(), message.to().getFirst().id());
        List<Key> sent = archives.peek(pair, message.seen().time());
        if (sent == null || sent.isEmpty()) return;
        String lower = message.text().toLowerCase(Locale.ROOT);
        if (PASSWORD.stream().noneMatch(lower::contains)) return;
        for (Key key : sent) {
            State state = states.at(key, message.seen().time(), State::new);
            if (state.seen == null) state.seen = message.seen();
            state.add(Severity.MEDIUM, "it is an archive, and a password is told in the conversation", "T1027");
            state.because.add(id);
            raise.accept(alert(key, state));
        }
        sent.clear();
    }

    @Override
    public void end(Consumer<Alert> raise) {
        states.forEach((key, state) -> {
            if (state.revision > 0 && state.to.size() > state.readers) raise.accept(alert(key, state));
        });
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT).strip();
    }

    private static Alert alert(Key key, State state) {
        state.revision++;
        state.readers = state.to.size();
        String to = state.to.isEmpty()
                ? ""
                : state.to.size() == 1 ? " to " + state.to.iterator().next() : " to " + state.to.size() + " people";
        List<String> subjects = new ArrayList<>(List.of(key.from));
        subjects.addAll(state.to);
        return new Alert(
                state.seen,
                "dangerous-file",
                key.toString(),
                state.severity,
                "Dangerous file " + key.name + " from " + key.from,
                key.from + " sent " + key.name + to + ": " + String.join("; ", state.reasons) + ".",
                subjects,
                List.copyOf(state.attack),
                List.copyOf(state.because),
                state.revision);
    }

    @Override
    public long evicted() {
        return states.evicted();
    }
}

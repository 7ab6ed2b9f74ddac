package earshot.detect.rule;

import earshot.detect.Detector;
import earshot.detect.Evidence;
import earshot.detect.Expiring;
import earshot.detect.Party;
import earshot.detect.Tuning;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Message;
import earshot.event.Seen;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Fields of a size or form that old clients broke on: a file's or account's name far longer than any, a file's
/// name that leads out of its folder, a very long link that a client acts upon by itself (`aim:goaway?message=…`).
///
/// Grouped by sender and field (rule `exploit-shaped-field`). ATT&CK: T1203 exploitation for client execution.
public final class OversizeFields implements Detector {
    private static final int MOST = 10_000;
    private static final List<String> ACTING =
            List.of("aim:", "ymsgr:", "irc:", "msnim:", "icq:", "callto:", "sip:", "xmpp:");

    private record Key(Party who, String field) {}

    private final Tuning.Fields tuning;
    private final Expiring<Key, Evidence> fields = new Expiring<>(MOST, TimeUnit.DAYS.toNanos(1));

    public OversizeFields(Tuning tuning) {
        this.tuning = tuning.fields();
    }

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        switch (event) {
            case FileTransfer file
            when file.state() == FileTransfer.State.OFFERED -> {
                Party who = Party.of(file.seen(), file.from());
                if (leadsOut(file.name()))
                    tell(file.seen(), id, who, "file name", "a file's name that leads out of its folder", raise);
                else if (file.name().length() > tuning.fileName())
                    tell(
                            file.seen(),
                            id,
                            who,
                            "file name",
                            "a file's name of " + file.name().length() + " characters",
                            raise);
            }
            case Message message -> {
                Party who = Party.of(message.seen(), message.from());
                if (message.from().id().length() > tuning.account())
                    tell(
                            message.seen(),
                            id,
                            who,
                            "account",
                            "a name of " + message.from().id().length() + " characters",
                            raise);
                int link = Math.max(acting(message.text()), acting(message.markup()));
                if (link > tuning.link())
                    tell(
                            message.seen(),
                            id,
                            who,
                            "link",
                            "a link of " + link + " characters that clients act upon",
                            raise);
            }
            default -> {}
        }
    }

    /// `..\..\startup\x.exe`; a folder alone is what clients send that offer whole folders.
    private static boolean leadsOut(String name) {
        return name.startsWith("../") || name.startsWith("..\\") || name.contains("/../") || name.contains("\\..\\");
    }

    /// The length of the longest link that begins a client's action, 0 for none.
    private static int acting(String text) {
        if (text.length() < 64) return 0;
        String lower = text.toLowerCase(Locale.ROOT);
        int longest = 0;
        for (String scheme : ACTING) {
            int at = lower.indexOf(scheme);
            if (at < 0 || at > 0 && Character.isLetterOrDigit(lower.charAt(at - 1))) continue;
            int end = at;
            while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != '"') end++;
            longest = Math.max(longest, end - at);
        }
        return longest;
    }

    private void tell(Seen seen, String id, Party who, String field, String what, Consumer<Alert> raise) {
        Evidence evidence = fields.at(new Key(who, field), seen.time(), Evidence::new);
        evidence.add(seen, id);
        if (!evidence.worthTelling()) return;
        raise.accept(evidence.alert(
                "exploit-shaped-field",
                who.place() + ' ' + who.id() + ' ' + field,
                Severity.MEDIUM,
                who + " sends what old clients broke on",
                who + " sent " + what + " (" + evidence.times() + (evidence.times() == 1 ? " time" : " times")
                        + "); such a field was used to crash or take over clients.",
                List.of(who.shown()),
                List.of("T1203")));
    }

    @Override
    public long evicted() {
        return fields.evicted();
    }
}

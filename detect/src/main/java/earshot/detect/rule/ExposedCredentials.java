package earshot.detect.rule;

import earshot.detect.Detector;
import earshot.detect.Expiring;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Severity;
import earshot.event.ImEvent.Credential;
import earshot.event.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A credential went over the wire so that whoever listens has it: in clear, in a form anybody can turn back,
/// as a digest that can be
/// searched for the password, or as a token that can be used again. Inside TLS it is not exposed, though keys opened
/// it here.
///
/// Grouped by account, service, form and mechanism: one alert, which grows with each further login. The secret
/// is never in the alert.
/// ATT&CK: T1040 network sniffing, T1552 unsecured credentials, T1110.002 password cracking for digests.
public final class ExposedCredentials implements Detector {
    private static final int MOST_KEYS = 50_000;
    private static final long IDLE = 24L * 3600 * 1_000_000_000;
    private static final int MOST_PROOFS = 50;

    private record Key(String service, String network, String account, Credential.Form form, String mechanism) {}

    private static final class State {
        int times, told, revision;
        Seen seen;
        Credential last;
        final List<String> because = new ArrayList<>();
    }

    private final Expiring<Key, State> states = new Expiring<>(MOST_KEYS, IDLE);

    @Override
    public void observe(ImEvent event, String id, Consumer<Alert> raise) {
        if (!(event instanceof Credential credential)) return;
        Seen seen = credential.seen();
        if (seen.decrypted()) return;
        Key key = new Key(
                seen.service(), seen.network(), credential.account().id(), credential.form(), credential.mechanism());
        State state = states.at(key, seen.time(), State::new);
        state.times++;
        state.seen = state.seen == null ? seen : state.seen.withFrames(seen.frames());
        if (state.because.size() < MOST_PROOFS) state.because.add(id);
        // An alert that grows is told anew when its figures double, not at every login.
        state.last = credential;
        if (Integer.bitCount(state.times) == 1) raise.accept(alert(key, state));
    }

    @Override
    public void end(Consumer<Alert> raise) {
        states.forEach((key, state) -> {
            if (state.told < state.times) raise.accept(alert(key, state));
        });
    }

    private static Alert alert(Key key, State state) {
        Credential credential = state.last;
        state.told = state.times;
        state.revision++;
        String account = key.account.isEmpty() ? "an unnamed account" : key.account;
        String times = state.times == 1 ? "once" : state.times + " times";
        String explanation = "The " + key.mechanism + " login of " + account + " went over the network " + times + " "
                + exposure(credential) + " (" + place(state.seen) + ").";
        return new Alert(
                state.seen,
                "exposed-credential",
                key.toString(),
                severity(key.form),
                title(key.form) + " of " + account,
                explanation,
                key.account.isEmpty() ? List.of() : List.of(key.account),
                key.form == Credential.Form.DIGEST ? List.of("T1040", "T1110.002") : List.of("T1040", "T1552"),
                List.copyOf(state.because),
                state.revision);
    }

    private static String place(Seen seen) {
        return seen.flow() == null
                ? seen.protocol()
                : seen.protocol() + " from " + seen.flow().client().address() + " to "
                        + seen.flow().server();
    }

    private static String title(Credential.Form form) {
        return switch (form) {
            case CLEARTEXT -> "Cleartext password";
            case REVERSIBLE -> "Password in a reversible form";
            case DIGEST -> "Crackable password digest";
            case TOKEN -> "Replayable token";
        };
    }

    private static String exposure(Credential credential) {
        return switch (credential.form()) {
            case CLEARTEXT -> "as it was typed: anybody on the way has read it";
            case REVERSIBLE -> "in a form that anybody on the way can turn back into the password";
            case DIGEST ->
                "as a digest that can be searched for the password"
                        + (credential.hashcat() == 0 ? "" : ", with hashcat mode " + credential.hashcat());
            case TOKEN -> "as a token that whoever has it can use";
        };
    }

    private static Severity severity(Credential.Form form) {
        return switch (form) {
            case CLEARTEXT, REVERSIBLE -> Severity.HIGH;
            case TOKEN -> Severity.MEDIUM;
            case DIGEST -> Severity.LOW;
        };
    }

    @Override
    public long evicted() {
        return states.evicted();
    }
}

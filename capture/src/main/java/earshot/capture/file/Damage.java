package earshot.capture.file;

import earshot.capture.CaptureInfo;

/// Says in a [CaptureInfo] what could not be read, boundedly: after [#MOST] sentences the rest is only
/// counted.
final class Damage {
    static final int MOST = 64;

    private final CaptureInfo info;
    private long unsaid;
    private boolean silent;

    Damage(CaptureInfo info) {
        this.info = info;
    }

    /// What is said from now on is of no interest: the reading was ended on purpose, and the capture need not end here.
    void silence() {
        silent = true;
    }

    void say(String sentence) {
        if (silent) return;
        if (info.damage.size() < MOST) {
            info.damage.add(sentence);
            return;
        }
        unsaid++;
        String rest = "and " + unsaid + " more such places";
        if (unsaid == 1) info.damage.add(rest);
        else info.damage.set(MOST, rest);
    }
}

package earshot.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What becomes of a command when the process is told to end (SIGINT, SIGTERM): it may say what to do
/// then, and is waited for.
final class Interruption {
    /// How long a command may take to put away what it has.
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch done = new CountDownLatch(1);
    private Runnable action;
    private boolean happened;

    /// Asks the Java machine to call [#interrupt] when the process is told to end. Once.
    void listen() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("interruption").unstarted(() -> {
                    if (done.getCount() == 0 || !interrupt()) return;
                    try {
                        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) return;
                    } catch (InterruptedException e) {
                        return;
                    }
                    Runtime.getRuntime().halt(Exit.INTERRUPTED);
                }));
    }

    /// What to do; at once where the interruption has already happened.
    synchronized void then(Runnable action) {
        this.action = action;
        if (happened) action.run();
    }

    /// @return whether there was something to do
    synchronized boolean interrupt() {
        happened = true;
        if (action == null) return false;
        action.run();
        return true;
    }

    /// The command is done, and has said so.
    void done() {
        done.countDown();
    }
}

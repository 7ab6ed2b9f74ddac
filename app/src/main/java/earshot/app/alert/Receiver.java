package earshot.app.alert;

import java.io.IOException;

/// Where alerts are told. Used by one thread; opens what it needs with the first notice, and again after a failure.
interface Receiver extends AutoCloseable {
    /// As the user named it, without passwords.
    String name();

    /// Tells one alert, within a bounded time.
    ///
    /// @throws Refused where trying again would not help
    /// @throws IOException where it may
    void tell(Notice notice) throws IOException, InterruptedException;

    @Override
    default void close() {}

    /// It was understood and not taken.
    final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}

package earshot.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A virus scanner, asked about one file a connection.
public sealed interface Engine permits Clamd, Icap {
    /// Longer files are not shown to engines.
    long MOST = 100L << 20;
    /// How long one file may take.
    int SECONDS = 60;

    /// What an engine says of a file.
    ///
    /// @param name of what was found; of [Kind#NONE] why there is no verdict
    record Verdict(Kind kind, String name) {
        /// Whether something was found, and whether the engine said anything at all.
        public enum Kind {
            CLEAN,
            BAD,
            NONE
        }

        static final Verdict CLEAN = new Verdict(Kind.CLEAN, "");

        static Verdict bad(String name) {
            return new Verdict(Kind.BAD, name);
        }

        static Verdict none(String why) {
            return new Verdict(Kind.NONE, why);
        }
    }

    /// As the policy names it.
    String name();

    /// Where it listens.
    SocketAddress address() throws IOException;

    /// Speaks its protocol.
    Verdict ask(InputStream file, long size, InputStream in, OutputStream out) throws IOException;

    /// Asks about a file; never fails, and takes [#SECONDS] at most.
    default Verdict scan(Path file) throws InterruptedException {
        FutureTask<Verdict> task = new FutureTask<>(() -> connected(file));
        Thread thread = Thread.ofPlatform().daemon().name("scan by " + name()).start(task);
        try {
            return task.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // A thread that is interrupted closes its channel.
            thread.interrupt();
            return Verdict.none("no answer within " + SECONDS + " seconds");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return Verdict.none(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
        }
    }

    private Verdict connected(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MOST) return Verdict.none("the file is larger than 100 MiB");
        SocketAddress to = address();
        try (SocketChannel channel = to instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(StandardProtocolFamily.UNIX)
                        : SocketChannel.open();
                InputStream in = Files.newInputStream(file)) {
            channel.connect(to);
            return ask(in, size, Channels.newInputStream(channel), Channels.newOutputStream(channel));
        }
    }

    /// An address with a name looked up now.
    static InetSocketAddress resolved(String host, int port) throws IOException {
        InetSocketAddress to = new InetSocketAddress(host, port);
        if (to.isUnresolved()) throw new IOException("there is no host " + host);
        return to;
    }
}

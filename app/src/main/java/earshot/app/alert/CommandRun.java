package earshot.app.alert;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/// A command of the user's own, run for each alert, which reads it from its standard input. What others wrote reaches
/// it there alone, never its arguments.
record CommandRun(String command) implements Receiver {
    private static final int MOST_SECONDS = 30;

    @Override
    public String name() {
        return "exec:" + command;
    }

    @Override
    public void tell(Notice notice) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Thread writer = Thread.ofVirtual().start(() -> write(process, notice));
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                throw new Refused("it was still running after " + MOST_SECONDS + " seconds");
            writer.interrupt();
            if (process.exitValue() != 0) throw new Refused("it ended with status " + process.exitValue());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /// A command need not read all of it, nor any.
    private static void write(Process process, Notice notice) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(notice.bytes());
            in.write('\n');
        } catch (IOException e) {
            // It has ended; its status says how.
        }
    }
}

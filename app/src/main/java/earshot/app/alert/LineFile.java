package earshot.app.alert;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A file that grows by a line for each alert. Opened anew for each, so that it may be moved away at any time.
record LineFile(Path path) implements Receiver {
    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void tell(Notice notice) throws IOException {
        byte[] text = notice.bytes();
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (ByteBuffer out = ByteBuffer.wrap(line); out.hasRemaining(); ) file.write(out);
        } catch (NoSuchFileException e) {
            throw new Refused("its folder does not exist");
        }
    }
}

package earshot.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the process may do, and giving it up.
///
/// The C library tells every thread of setgroups, setgid and setuid; capabilities alone can only be dropped by each
/// thread
/// for itself, which a Java machine cannot do. So a process started as root becomes another user, and one that was
/// given
/// capabilities keeps them and says so.
public final class Privileges {
    private Privileges() {}

    /// An account of this machine.
    public record User(String name, int uid, int gid) {}

    /// Whether this process is root.
    public static boolean isRoot() {
        return LinuxCalls.geteuid() == 0;
    }

    /// The account of that name, by /etc/passwd.
    public static User user(String name) throws LiveException {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
            List<String[]> found = lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 && fields[0].equals(name))
                    .toList();
            if (!found.isEmpty()) {
                String[] fields = found.getFirst();
                return new User(name, Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
            }
        } catch (IOException | NumberFormatException e) {
            throw new LiveException("/etc/passwd cannot be read: " + e.getMessage(), e);
        }
        throw new LiveException("there is no user " + name + " to become; --user names another");
    }

    /// Gives a file or folder to the user. As root only.
    public static void give(Path path, User user) throws LiveException {
        try {
            LinuxCalls.chown(path.toString(), user.uid, user.gid);
        } catch (LastErrorException e) {
            throw new LiveException(
                    path + " cannot be given to " + user.name + ": " + LinuxCalls.strerror(e.getErrorCode()), e);
        }
    }

    /// Becomes the user, on all threads, for good.
    public static void become(User user) throws LiveException {
        try {
            LinuxCalls.setgroups(0, Pointer.NULL);
            LinuxCalls.setgid(user.gid);
            LinuxCalls.setuid(user.uid);
        } catch (LastErrorException e) {
            throw new LiveException(
                    "this process cannot become " + user.name + ": " + LinuxCalls.strerror(e.getErrorCode()), e);
        }
        List<String> still = capable();
        if (!still.isEmpty()) throw new LiveException("privileges remain after becoming " + user.name + ": " + still);
    }

    /// The threads of this process that have effective capabilities, with these.
    public static List<String> capable() {
        List<String> capable = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                for (String line : Files.readAllLines(task.resolve("status"))) {
                    if (!line.startsWith("CapEff:")) continue;
                    String set = line.substring(7).strip();
                    if (!set.matches("0*")) capable.add(task.getFileName() + " " + set);
                }
            }
        } catch (IOException e) {
            // A thread that ended meanwhile has none.
        }
        return capable;
    }
}

package earshot.app.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// Messages as RFC 5424 section 6 has them: `<PRI>1 TIMESTAMP HOSTNAME APP-NAME PROCID MSGID - MSG`.
///
/// The time is that of the packet; the MSGID is the alert's rule. MSG is UTF-8 without a byte order mark, which many
/// receivers would keep as part of the text; the RFC allows both (MSG-ANY).
final class Syslog {
    /// local0: sites sort it where they like.
    private static final int FACILITY = 16;
    /// By the order of our severities: information, notice, warning, error, critical (RFC 5424 table 2).
    private static final int[] SEVERITY = {6, 5, 4, 3, 2};
    /// RFC 5424 section 6: at most six digits of a second.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final String HOST = printable(host(), 255);
    private static final long PROCESS = ProcessHandle.current().pid();

    private Syslog() {}

    /// The message, brief where it would be longer than a receiver takes.
    static byte[] message(Notice notice, int most) throws Receiver.Refused {
        byte[] header = header(notice).getBytes(StandardCharsets.US_ASCII);
        byte[] text = notice.within(most - header.length);
        if (text == null) throw new Receiver.Refused("an alert is longer than " + most + " bytes");
        byte[] message = Arrays.copyOf(header, header.length + text.length);
        System.arraycopy(text, 0, message, header.length, text.length);
        return message;
    }

    private static String header(Notice notice) {
        return "<" + (FACILITY * 8 + SEVERITY[notice.severity()]) + ">1 "
                + TIME.format(Instant.EPOCH.plusNanos(notice.time())) + " " + HOST + " earshot " + PROCESS + " "
                + printable(notice.rule(), 32) + " - ";
    }

    /// Header fields are printable ASCII without blanks; "-" stands for nothing.
    private static String printable(String text, int most) {
        String plain = text.replaceAll("[^!-~]", "");
        if (plain.isEmpty()) return "-";
        return plain.length() > most ? plain.substring(0, most) : plain;
    }

    /// This machine's name, asked of the kernel and not of the network.
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            String name = System.getenv("HOSTNAME");
            return name == null ? "" : name;
        }
    }

    static InetSocketAddress resolved(InetSocketAddress to) throws IOException {
        try {
            return new InetSocketAddress(InetAddress.getByName(to.getHostString()), to.getPort());
        } catch (UnknownHostException e) {
            throw new IOException("there is no host " + to.getHostString(), e);
        }
    }
}

package earshot.dissect.msnp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files of old clients; the sheet's worked examples MSNFTP-RECEIVER and MSNFTP-SENDER.
class MsnFtpTest {
    private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";

    private static Dialogue transfer() {
        return Dialogue.tcp(6891)
                .client("VER MSNFTP\r\n")
                .server("VER MSNFTP\r\n")
                .client("USR bob@example.com 1234567\r\n")
                .server("FIL 3\r\n")
                .client("TFR\r\n");
    }

    @Test
    void aFileOnItsOwn() {
        // A block of 3 bytes, and the end.
        List<String> lines = transfer()
                .serverHex("00 0300 616263  01 0000")
                .client("BYE 16777989\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service msn certain [signature:msnftp]",
                        "file complete ?192.0.2.2 -> bob@example.com 3 got 3 md5 " + MD5_OF_ABC),
                lines);
    }

    @Test
    void aFileCutShort() {
        List<String> lines =
                transfer().serverHex("00 0200 6162").client("CCL\r\n").lines();
        assertEquals(
                "file partial ?192.0.2.2 -> bob@example.com 3 got 2 md5 187ef4436122d1cc2f40dc2b92f0eba0 missing 2-",
                lines.getLast().replaceAll("missing .*", "missing 2-"));
    }

    @Test
    void theInvitationSaysWhoAndWhat() {
        String type = "text/x-msmsgsinvite; charset=UTF-8";
        List<String> lines = Dialogue.tcp(1863)
                .client("USR 1 alice@example.com 17262740.1050826919.32308\r\n")
                .server("USR 1 OK alice@example.com Alice\r\nJOI bob@example.com Bob 0\r\n")
                .client(Said.typed(
                        "MSG 3 A",
                        type,
                        Said.fields(
                                "Invitation-Command: INVITE",
                                "Invitation-Cookie: 9",
                                "Application-GUID: {5D3E02AB-6190-11d3-BBBB-00C04F795683}",
                                "Application-File: abc.txt",
                                "Application-FileSize: 3")))
                .server(Said.typed(
                        "MSG bob@example.com Bob",
                        type,
                        "\r\nInvitation-Command: ACCEPT\r\nInvitation-Cookie: 9\r\n\r\n"))
                .client(Said.typed(
                        "MSG 4 A",
                        type,
                        Said.fields(
                                "Invitation-Command: ACCEPT",
                                "Invitation-Cookie: 9",
                                "IP-Address: 192.0.2.2",
                                "Port: 6891",
                                "AuthCookie: 1234567")))
                .then(transfer().clientPort(40_001).serverHex("00 0300 616263 01 0000"))
                .lines();
        assertEquals(
                List.of(
                        "service msn certain [signature:msnp]",
                        "file offered alice@example.com -> bob@example.com \"abc.txt\" 3",
                        "file accepted alice@example.com -> bob@example.com \"abc.txt\" 3",
                        "service msn certain [signature:msnftp]",
                        "file complete alice@example.com -> bob@example.com \"abc.txt\" 3 got 3 md5 " + MD5_OF_ABC),
                lines);
    }
}

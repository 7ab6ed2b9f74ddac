package earshot.dissect.skype;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkypeTest {
    private static final String HELLO = "80460103 01002d00 00001000 00050000 04",
            ANSWER = "160301004a 02000046 0301 401be486" + "02ade029 e17774e5 44";

    @Test
    void aPeerThatPretendsToBeAServer() {
        assertEquals(
                "service skype probable [signature:skype-disguise]",
                Dialogue.tcp(443).clientHex(HELLO).serverHex(ANSWER).lines().getFirst());
    }

    @Test
    void aLoginServer() {
        assertEquals(
                "service skype probable [signature:skype-disguise]",
                Dialogue.tcp(33033)
                        .clientHex("1603010000")
                        .serverHex("1703010000")
                        .lines()
                        .getFirst());
    }

    /// The same hello, answered by a server with a random of its own.
    @Test
    void realServersAreNot() {
        List<String> lines = Dialogue.tcp(443)
                .clientHex(HELLO)
                .serverHex(ANSWER.replace("401be486", "401be487"))
                .lines();
        assertTrue(lines.stream().noneMatch(line -> line.contains("skype")), lines::toString);
    }

    @Test
    void theProgramAsksForUpdates() {
        List<String> lines = Dialogue.tcp(80)
                .client("GET /ui/0/4.2.0.155.259/en/getlatestversion?ver=4.2.0.155&uhash=1" + "a".repeat(32)
                        + " HTTP/1.1\r\nUser-Agent: Skype\r\nHost: ui.skype.com\r\n\r\n")
                .server("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n0")
                .lines();
        assertEquals("presence ?192.0.2.1 online client Skype 4.2.0.155", lines.getLast());
        assertTrue(
                lines.getFirst().startsWith("service skype certain [signature:skype-update, skype-installation:1aaaa"),
                lines::toString);
    }

    @Test
    void theEditionForChinaNamesItsUser() {
        List<String> lines = Dialogue.tcp(80)
                .client("GET /service/skype_bind_service_new.php?cmd=querypassport&my_skype_id=web880&x=1 HTTP/1.1\r\n"
                        + "Host: game.tom.com\r\n\r\n")
                .lines();
        assertEquals("presence web880 online client Skype", lines.getLast());
    }

    @Test
    void otherUpdatesAreNot() {
        List<String> lines = Dialogue.tcp(80)
                .client("GET /ui/x/getlatestversion?ver=latest HTTP/1.1\r\nHost: a.example\r\n\r\n")
                .lines();
        assertEquals(List.of(), lines);
    }
}

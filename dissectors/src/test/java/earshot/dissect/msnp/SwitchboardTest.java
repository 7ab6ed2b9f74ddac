package earshot.dissect.msnp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Conversations on a switchboard, and what they come to.
class SwitchboardTest {
    private static Dialogue dialogue() {
        return Dialogue.tcp(1863).with(new Msnp());
    }

    /// Alice calls bob.
    private static Dialogue alice() {
        return dialogue()
                .client("USR 1 alice@example.com 17262740.1050826919.32308\r\n")
                .server("USR 1 OK alice@example.com Alice%20A\r\n")
                .client("CAL 2 bob@example.com\r\n")
                .server("CAL 2 RINGING 11752013\r\nJOI bob@example.com Bob 1342558252\r\n");
    }

    private static List<String> after(Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        assertEquals("service msn certain [signature:msnp]", lines.getFirst());
        return lines.subList(1, lines.size());
    }

    @Test
    void textOfBothSides() {
        // The worked examples MSNP-MSG-C2S and MSNP-MSG-S2C of the sheet.
        String body = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n"
                + "X-MMS-IM-Format: FN=MS%20Shell%20Dlg; EF=; CO=0; CS=0; PF=0\r\n\r\nhi bob";
        List<String> lines = after(alice().client("MSG 4 N 129\r\n" + body)
                .server("MSG bob@example.com Bob%20B 129\r\n" + body)
                .client(Said.text("MSG 5 A", "<b>größer</b> & so")));
        assertEquals(
                List.of(
                        "message chat sent alice@example.com -> bob@example.com \"hi bob\"",
                        "message chat delivered bob@example.com -> alice@example.com \"hi bob\"",
                        "message chat sent alice@example.com -> bob@example.com \"<b>größer</b> & so\""),
                lines);
    }

    @Test
    void whoIsCalledEntersWithAns() {
        List<String> lines = after(dialogue()
                .client("ANS 1 bob@example.com 849102291.520491113 11752013\r\n")
                .server("IRO 1 1 2 alice@example.com Alice%20A 1342558252\r\n"
                        + "IRO 1 2 2 carol@example.com Carol 0\r\nANS 1 OK\r\n")
                .client(Said.text("MSG 2 N", "both"))
                .server("BYE carol@example.com\r\n")
                .client(Said.text("MSG 3 N", "one")));
        assertEquals(
                List.of(
                        "message chat sent bob@example.com -> alice@example.com,carol@example.com \"both\"",
                        "message chat sent bob@example.com -> alice@example.com \"one\""),
                lines);
    }

    @Test
    void anEndpointThatLeavesIsNotAllOfAnAccount() {
        List<String> lines =
                after(alice().server("JOI bob@example.com;{1be99e6d-1c6e-4bea-8b3e-9c464006a774} Bob 0:0\r\n"
                                + "BYE bob@example.com;{1be99e6d-1c6e-4bea-8b3e-9c464006a774}\r\n")
                        .client(Said.text("MSG 3 N", "still there?")));
        assertEquals(List.of("message chat sent alice@example.com -> bob@example.com \"still there?\""), lines);
    }

    @Test
    void whatIsNoText() {
        List<String> lines = after(alice().client(
                        Said.typed("MSG 3 U", "text/x-msmsgscontrol", "TypingUser: alice@example.com\r\n\r\n\r\n"))
                .server(Said.typed("MSG bob@example.com Bob", "text/x-msnmsgr-datacast", "\r\nID: 1\r\n\r\n"))
                .server(Said.typed(
                        "MSG bob@example.com Bob",
                        "text/x-clientcaps",
                        "\r\nClient-Name: Purple/2.10.9\r\nChat-Logging: Y\r\n"))
                .client(Said.text("MSG 4 N", "?OTR:AAIDAAAAAAEAAAAB.")));
        assertEquals(
                List.of(
                        "message typing sent alice@example.com -> bob@example.com \"\"",
                        "message nudge delivered bob@example.com -> alice@example.com \"\"",
                        "presence bob@example.com online client Purple 2.10.9",
                        "message chat sent alice@example.com -> bob@example.com otr 22 bytes"),
                lines);
    }

    @Test
    void aLongTextComesInChunks() {
        String plain = "text/plain; charset=UTF-8";
        List<String> lines =
                after(alice().client(Said.typed("MSG 3 N", plain, "Message-ID: {A}\r\nChunks: 2\r\n\r\nfirst half, "))
                        .client(Said.message("MSG 4 N", "Message-ID: {A}\r\nChunk: 1\r\n\r\nsecond half")));
        assertEquals(
                List.of("message chat sent alice@example.com -> bob@example.com \"first half, second half\""), lines);
    }

    @Test
    void afterLostBytesOfTheServerTheOthersAreUnknown() {
        Dialogue dialogue = alice().serverGap(20).server("BYE carol@example.com\r\n");
        for (int i = 0; i < 20; i++) dialogue.client("PNG\r\n");
        List<String> lines = after(dialogue.client(Said.text("MSG 3 N", "who is there?"))
                .server(Said.text("MSG bob@example.com Bob", "me"))
                .client(Said.text("MSG 4 N", "good")));
        assertEquals(
                List.of(
                        "anomaly stream-gap \"20 bytes of the server are missing\"",
                        "message chat sent alice@example.com ->  \"who is there?\"",
                        "message chat delivered bob@example.com -> alice@example.com \"me\"",
                        "message chat sent alice@example.com -> bob@example.com \"good\""),
                lines);
    }

    @Test
    void inTheMiddleOfAConversationTypingNamesTheClient() {
        List<String> lines = after(dialogue()
                .midStream()
                .client(Said.text("MSG 7 N", "who am I"))
                .server(Said.text("MSG bob@example.com Bob", "who indeed"))
                .client(Said.typed("MSG 8 U", "text/x-msmsgscontrol", "TypingUser: alice@example.com\r\n\r\n\r\n"))
                .client(Said.text("MSG 9 N", "I know")));
        assertEquals(
                List.of(
                        "message chat sent ?192.0.2.1 ->  \"who am I\"",
                        "message chat delivered bob@example.com -> ?192.0.2.1 \"who indeed\"",
                        "identity ?192.0.2.1 named alice@example.com",
                        "message typing sent alice@example.com -> bob@example.com \"\"",
                        "message chat sent alice@example.com -> bob@example.com \"I know\""),
                lines);
    }

    @Test
    void invitationsOfOldClients() {
        String invite = "\r\nApplication-Name: File Transfer\r\n"
                + "Application-GUID: {5D3E02AB-6190-11d3-BBBB-00C04F795683}\r\nInvitation-Command: INVITE\r\n"
                + "Invitation-Cookie: 33267\r\nApplication-File: hello.exe\r\nApplication-FileSize: 10240\r\n\r\n";
        String voice = "\r\nApplication-GUID: {02D3C01F-BF30-4825-A83A-DE7AF41648AA}\r\n"
                + "Invitation-Command: INVITE\r\nInvitation-Cookie: 7\r\n\r\n";
        String type = "text/x-msmsgsinvite; charset=UTF-8";
        List<String> lines = after(alice().client(Said.typed("MSG 3 A", type, invite))
                .server(Said.typed(
                        "MSG bob@example.com Bob",
                        type,
                        "\r\nInvitation-Command: CANCEL\r\nInvitation-Cookie: 33267\r\nCancel-Code: REJECT\r\n\r\n"))
                .client(Said.typed("MSG 4 A", type, voice))
                .server(Said.typed(
                        "MSG bob@example.com Bob",
                        type,
                        "\r\nInvitation-Command: ACCEPT\r\nInvitation-Cookie: 7\r\n\r\n")));
        assertEquals(
                List.of(
                        "file offered alice@example.com -> bob@example.com \"hello.exe\" 10240",
                        "file declined alice@example.com -> bob@example.com \"hello.exe\" 10240",
                        "call alice@example.com -> bob@example.com voice offered",
                        "call alice@example.com -> bob@example.com voice accepted"),
                lines);
    }

    @Test
    void anyCutGivesTheSame() {
        Dialogue dialogue = alice().client(Said.text("MSG 3 N", "one\r\nBYE bob@example.com\r\n"))
                .server(Said.text("MSG bob@example.com Bob", "zwei ÄÖ"));
        List<String> whole = dialogue.lines();
        assertEquals(3, whole.size());
        Random random = new Random(18);
        for (int longest : List.of(1, 3, 50))
            assertEquals(whole, dialogue.cut(random, longest).lines());
    }
}

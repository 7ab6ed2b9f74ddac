package earshot.dissect.xmpp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Anomaly;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged and invented streams: no exception, nothing unbounded. More rounds: `-Dfuzz.rounds=100000`.
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);

    /// What streams are made of; pieces are put together, cut and changed.
    private static final String[] PIECES = {
        "<?xml version='1.0'?>",
        "<stream:stream to='ex.org' xmlns='jabber:client' xmlns:stream='" + Ns.STREAMS + "'>",
        "</stream:stream>",
        "<message to='a@b.ex/c' from='d@e.ex' type='groupchat' id='1'>",
        "</message>",
        "<body>text &lt; &#x41;",
        "</body>",
        "<presence from='r@rooms.ex/n' to='a@b.ex/c'>",
        "<presence type='unavailable' from='r@rooms.ex/n'>",
        "</presence>",
        "<x xmlns='http://jabber.org/protocol/muc#user'><item jid='x@y.ex' nick='z'/><status code='110'/><status code='303'/></x>",
        "<iq type='set' id='1' from='d@e.ex'>",
        "<iq type='result' id='1'>",
        "<iq type='error' id='1'>",
        "</iq>",
        "<query xmlns='jabber:iq:roster'><item jid='a@b.ex'/></query>",
        "<bind xmlns='" + Ns.BIND + "'><jid>a@b.ex/c</jid></bind>",
        "<query xmlns='jabber:iq:auth'><username>u</username><password>p</password></query>",
        "<auth xmlns='" + Ns.SASL + "' mechanism='SCRAM-SHA-1'>biwsbj11LHI9eA==</auth>",
        "<auth xmlns='" + Ns.SASL + "' mechanism='NTLM'>TlRMTVNTUAADAAAA</auth>",
        "<challenge xmlns='" + Ns.SASL + "'>TlRMTVNTUAACAAAA</challenge>",
        "<response xmlns='" + Ns.SASL + "'>Yz1iaXdzLHA9eA==</response>",
        "<success xmlns='" + Ns.SASL + "'/>",
        "<failure xmlns='" + Ns.SASL + "'><not-authorized/></failure>",
        "<compressed xmlns='" + Ns.COMPRESS + "'/>",
        "<proceed xmlns='" + Ns.TLS + "'/>",
        "<starttls xmlns='" + Ns.TLS + "'/>",
        "<open xmlns='" + Ns.IBB + "' sid='s' block-size='9'/>",
        "<data xmlns='" + Ns.IBB + "' sid='s' seq='0'>aGVsbG8=</data>",
        "<close xmlns='" + Ns.IBB + "' sid='s'/>",
        "<si xmlns='" + Ns.SI + "' id='s'><file xmlns='" + Ns.SI_FILE + "' name='f' size='9'/></si>",
        "<query xmlns='" + Ns.BYTESTREAMS + "' sid='s'><streamhost jid='a@b.ex/c' host='1.2.3.4' port='1'/></query>",
        "<jingle xmlns='" + Ns.JINGLE
                + "' sid='s' action='session-initiate'><content senders='responder'><description xmlns='"
                + Ns.JINGLE_FILE + "5'><file><name>f</name></file></description><transport xmlns='" + Ns.JINGLE_S5B
                + "1' sid='t'><candidate host='::1' port='2'/></transport></content></jingle>",
        "<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='" + Ns.FORWARD + "'>",
        "</forwarded></sent>",
        "<result xmlns='urn:xmpp:mam:2'><forwarded xmlns='" + Ns.FORWARD + "'>",
        "</forwarded></result>",
        "<delay xmlns='urn:xmpp:delay' stamp='2026-02-30T99:00:00Z'/>",
        "<html xmlns='" + Ns.XHTML_IM + "'><body>",
        "</body></html>",
        "<handshake>x</handshake>",
        "<body xmlns='" + Ns.HTTP_BIND + "' sid='1' to='ex.org'>",
        "<!-- ",
        " -->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE x [",
        "]>",
        "\0",
        " \n",
        "&",
        "'",
        "\"",
        "<",
        ">",
        "/>",
        "\u00e9\ud83e\udd2b",
    };

    private static byte[] damaged(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) text.append(PIECES[random.nextInt(PIECES.length)]);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    @Test
    void damageIsNoException() {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            Dialogue dialogue = random.nextBoolean() ? Talk.romeo() : Talk.opened();
            if (random.nextInt(4) == 0) dialogue = Dialogue.tcp(5222).midStream();
            for (int i = random.nextInt(12); i >= 0; i--) {
                switch (random.nextInt(8)) {
                    case 0 -> dialogue.clientGap(1 + random.nextInt(500));
                    case 1 -> dialogue.serverGap(1 + random.nextInt(500));
                    case 2, 3, 4 -> dialogue.client(damaged(random));
                    default -> dialogue.server(damaged(random));
                }
            }
            int seed = round;
            for (ImEvent event : dialogue.events()) {
                assertTrue(!isDefect(event), () -> "round " + seed + ": " + Lines.of(event));
            }
        }
    }

    @Test
    void anyCutOfDamageGivesTheSame() {
        for (int round = 0; round < ROUNDS / 4; round++) {
            Random random = new Random(round);
            Dialogue dialogue = Talk.romeo();
            for (int i = 0; i < 6; i++) {
                if (random.nextBoolean()) dialogue.client(damaged(random));
                else dialogue.server(damaged(random));
            }
            List<String> whole = dialogue.lines(),
                    cut = dialogue.cut(random, 1 + random.nextInt(40)).lines();
            int seed = round;
            org.junit.jupiter.api.Assertions.assertEquals(whole, cut, () -> "round " + seed);
        }
    }

    private static boolean isDefect(ImEvent event) {
        return event instanceof Anomaly anomaly && anomaly.what().equals("dissector-failed");
    }
}

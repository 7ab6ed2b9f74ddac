package earshot.dissect.irc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import earshot.kit.Dialogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Links between servers, of every family: the same people, called in different ways.
class ServerLinkTest {
    private static Dialogue link() {
        return Dialogue.tcp(7000).with(new Irc());
    }

    private static List<String> after(int skipped, Dialogue dialogue) {
        List<String> lines = dialogue.lines();
        return lines.subList(skipped, lines.size());
    }

    @Test
    void hybridCharybdisAndTheirKin() {
        List<String> lines = link().client("PASS linkpw TS 6 :42X\r\nCAPAB :QS EX CHW IE\r\nSERVER a.t 1 :Server A\r\n")
                .server(
                        "PASS backpw TS 6 :0AB\r\nCAPAB :QS EX\r\nSERVER b.t 1 :Server B\r\nSVINFO 6 6 0 :1700000000\r\n")
                .client(":42X UID ann 1 1700000000 +i ann host.t 192.0.2.9 42XAAAAAB :Ann\r\n")
                .client(":42X EUID bob 1 1700000000 +i bob host.t 192.0.2.8 42XAAAAAC real.t * :Bob\r\n")
                .client(":42X SJOIN 1700000000 #c +nt :@42XAAAAAB +42XAAAAAC\r\n")
                .client(":42XAAAAAB PRIVMSG #c :hi\r\n:42XAAAAAB PRIVMSG 42XAAAAAC :psst\r\n")
                .client(":42XAAAAAB NICK anna :1700000001\r\n:42XAAAAAB PRIVMSG NickServ :identify hunter2\r\n")
                .client(":42XAAAAAC JOIN 1700000000 #d +\r\n:42XAAAAAC PART #d :off\r\n:42XAAAAAC QUIT :bye\r\n")
                .server(":0AB NOTICE 42XAAAAAB :a server speaks\r\n:0ABAAAAAA PRIVMSG 42XAAAAAB :who am I\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "credential a.t cleartext server link PASS \"linkpw\"",
                        "credential b.t cleartext server link PASS \"backpw\"",
                        "presence ann online",
                        "presence bob online",
                        "room #c ann present \"@\"",
                        "room #c bob present \"+\"",
                        "message room relayed ann -> #c \"hi\"",
                        "message chat relayed ann -> bob \"psst\"",
                        "identity ann renamed anna",
                        "message chat relayed anna -> NickServ \"identify hunter2\"",
                        "credential anna cleartext NickServ IDENTIFY \"hunter2\"",
                        "room #d bob joined",
                        "room #d bob left \"off\"",
                        "presence bob offline \"bye\"",
                        "message chat relayed ?0ABAAAAAA -> anna \"who am I\""),
                lines);
    }

    @Test
    void inspIrcd() {
        List<String> lines = link().client("CAPAB START 1205\r\nCAPAB END\r\nSERVER a.t linkpw 0 42X :Server A\r\n")
                .client(":42X BURST 1700000000\r\n")
                .client(":42X UID 42XAAAAAB 1700000000 ann host.t cloak.t ann 192.0.2.9 1700000000 +i :Ann\r\n")
                .client(":42X FJOIN #c 1700000000 +nt :o,42XAAAAAB:1\r\n:42X ENDBURST\r\n")
                .client(":42XAAAAAB PRIVMSG #c :hi\r\n:42XAAAAAB IJOIN #d 2\r\n:42XAAAAAB FTOPIC #c 1 2 :new topic\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "credential a.t cleartext server link SERVER \"linkpw\"",
                        "presence ann online",
                        "room #c ann present",
                        "message room relayed ann -> #c \"hi\"",
                        "room #d ann joined"),
                lines);
    }

    @Test
    void unrealIrcd() {
        List<String> lines = link().client(
                        "PASS :linkpw\r\nPROTOCTL NOQUIT EAUTH=a.t SID=001\r\nSERVER a.t 1 :U5000-6-001 A\r\n")
                .client(":001 UID ann 0 1700000000 ann host.t 001AAAAAB 0 +i * cloak.t wAACAQ== :Ann\r\n")
                .client(":001 SJOIN 1700000000 #c :@001AAAAAB &\"*!*@spam\r\n:001AAAAAB PRIVMSG #c :hi\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "credential a.t cleartext server link PASS \"linkpw\"",
                        "presence ann online",
                        "room #c ann present \"@\"",
                        "message room relayed ann -> #c \"hi\""),
                lines);
    }

    @Test
    void theOldProtocolCallsPeopleByNick() {
        List<String> lines = link().client("PASS linkpw 0210010000 IRC|aBgH$ Z\r\nSERVER a.t 1 1 :Server A\r\n")
                .client("NICK ann 1 ann host.t 1 +i :Ann\r\n:a.t NJOIN #c :@@ann,+bob\r\n")
                .client(":ann PRIVMSG #c :hi\r\n:ann NICK anna\r\n:anna PRIVMSG bob :psst\r\n:anna JOIN #d\u0007o\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "credential a.t cleartext server link PASS \"linkpw\"",
                        "presence ann online",
                        "room #c ann present \"@@\"",
                        "room #c bob present \"+\"",
                        "message room relayed ann -> #c \"hi\"",
                        "identity ann renamed anna",
                        "message chat relayed anna -> bob \"psst\"",
                        "room #d anna joined"),
                lines);
    }

    @Test
    void ircu() {
        List<String> lines = link().client(
                        "PASS :linkpw\r\nSERVER a.t 1 1700000000 1700000000 J10 ABAP] +h :Server A\r\n")
                .client("AB N ann 1 1700000000 ann host.t +i DAqAoB ABAAA :Ann\r\n")
                .client("AB N bob 1 1700000000 bob host.t DAqAoB ABAAB :Bob\r\n")
                .client("AB B #c 1700000000 +nt ABAAA:o,ABAAB\r\nAB EB\r\n")
                .client("ABAAA P #c :hi\r\nABAAA P ABAAB :psst\r\nABAAA N anna 1700000001\r\nABAAA O #c :note\r\n")
                .client("ABAAB L #c :off\r\nABAAB Q :bye\r\nACAAA P #c :unknown\r\nAB G :ping\r\n")
                .lines();
        assertEquals(
                List.of(
                        "service irc certain [signature:irc]",
                        "credential a.t cleartext server link PASS \"linkpw\"",
                        "presence ann online",
                        "presence bob online",
                        "room #c ann present",
                        "room #c bob present",
                        "message room relayed ann -> #c \"hi\"",
                        "message chat relayed ann -> bob \"psst\"",
                        "identity ann renamed anna",
                        "message notice relayed anna -> #c \"note\"",
                        "room #c bob left \"off\"",
                        "presence bob offline \"bye\"",
                        "message room relayed ?ACAAA -> #c \"unknown\""),
                lines);
    }

    @Test
    void lostBytesMakeNumbersUnknown() {
        List<String> lines = after(
                3,
                link().client("PASS linkpw TS 6 :42X\r\nSERVER a.t 1 :A\r\n")
                        .client(":42X UID ann 1 1700000000 +i ann host.t 192.0.2.9 42XAAAAAB :Ann\r\n")
                        .clientGap(30)
                        .client(
                                "x\r\n:42XAAAAAB PRIVMSG #c :hi\r\n:42XAAAAAB NICK anna :1\r\n:42XAAAAAB PRIVMSG #c :ho\r\n"));
        assertEquals(
                List.of(
                        "anomaly stream-gap \"30 bytes of the client are missing\"",
                        "message room relayed ?42XAAAAAB -> #c \"hi\"",
                        "identity ?42XAAAAAB named anna",
                        "message room relayed anna -> #c \"ho\""),
                lines);
    }
}

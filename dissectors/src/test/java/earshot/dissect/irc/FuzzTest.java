package earshot.dissect.irc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.dissect.socks.Socks;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Anomaly;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged and invented conversations: no exception, no more events than the bytes account for. More rounds:
/// `-Dfuzz.rounds=100000`.
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 600);

    /// What conversations are made of; lines are put together, cut and changed.
    private static final String[] LINES = {
        "NICK ann",
        "USER ann 0 * :Ann",
        "PASS oauth:x",
        "PASS pw TS 6 :42X",
        "CAP LS 302",
        ":irc.t 001 ann :Welcome",
        ":irc.t 005 ann NETWORK=T CHANTYPES=# PREFIX=(ov)@+ CHANMODES=b,k,l,n STATUSMSG=@+ :are",
        ":irc.t 353 ann = #c :@bob!b@h +eva ann",
        ":irc.t 352 ann #c u h s nick H :0 Real",
        ":irc.t 311 ann bob b h * :Bob",
        ":irc.t 318 ann bob :End",
        ":irc.t 433 ann anna :in use",
        ":irc.t 730 ann :bob!b@h,eva",
        ":irc.t 670  :go",
        "PRIVMSG #c,bob,@#c :hi",
        ":bob!b@h PRIVMSG ann :\u0001ACTION waves\u0001",
        ":bob!b@h PRIVMSG ann :\u0001DCC SEND \"a b\" 3221226219 5000 11 7\u0001",
        "PRIVMSG bob :\u0001DCC RESUME f 5000 3\u0001",
        ":bob!b@h PRIVMSG ann :\u0001DCC ACCEPT f 5000 3\u0001",
        ":bob!b@h NOTICE ann :\u0001VERSION irssi v1.4.3 - x\u0001",
        "PRIVMSG NickServ :identify a b",
        "NS SET PASSWORD x",
        "AUTHENTICATE PLAIN",
        "AUTHENTICATE YW5uAGFubgBzM2NyZXQ=",
        "AUTHENTICATE SCRAM-SHA-1",
        "AUTHENTICATE +",
        "@time=2020-01-01T00:00:00.000Z;msgid=1;batch=x;+draft/react=x :bob!b@h TAGMSG #c",
        "BATCH +x draft/multiline #c",
        "BATCH +y chathistory #c",
        "BATCH -x",
        "@batch=x :bob!b@h PRIVMSG #c :part",
        ":bob!b@h JOIN #c,#d acc :Real",
        ":bob!b@h KICK #c,#d eva,ann :out",
        ":bob!b@h MODE #c +ob-k+l eva *!*@h key 5",
        ":bob!b@h NICK :robert",
        ":ann!a@h QUIT :WeeChat 3.8",
        ":bob!b@h TOPIC #c :new",
        "MONITOR + bob,eva",
        "WATCH +bob -eva",
        "WEBIRC pw gw h 1.2.3.4",
        "SERVER a.t 1 :desc",
        "SERVER a.t pw 0 42X :desc",
        "SERVER a.t 1 1 1 J10 ABAP] +h :desc",
        "CAPAB START 1205",
        ":42X UID ann 1 17 +i a h 1.2.3.4 42XAAAAAB :Ann",
        ":42X SJOIN 17 #c +nt :@42XAAAAAB",
        ":42X FJOIN #c 17 +nt :o,42XAAAAAB:1",
        ":42XAAAAAB PRIVMSG #c :hi",
        "AB N ann 1 17 a h +i DAqAoB ABAAA :Ann",
        "AB B #c 17 +nt ABAAA:o",
        "ABAAA P #c :hi",
        "ERROR :Closing Link",
        "PING :x",
        "STARTTLS",
        "",
    };

    private final Random random = new Random(20_261_120);

    @Test
    void nothingBreaksIt() {
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = dialogue();
            List<ImEvent> events = dialogue.events();
            int n = round;
            assertTrue(events.size() < 20_000, () -> "round " + n + ": " + events.size() + " events");
            for (ImEvent event : events) {
                boolean defect =
                        event instanceof Anomaly anomaly && anomaly.what().equals("dissector-failed");
                assertTrue(!defect, () -> "round " + n + ": " + Lines.of(event));
            }
        }
    }

    private Dialogue dialogue() {
        Dialogue dialogue = Dialogue.tcp(6667).with(new Socks(), new Irc());
        if (random.nextInt(3) == 0) dialogue.midStream();
        if (random.nextInt(3) > 0) dialogue.client("NICK ann\r\nUSER ann 0 * :Ann\r\n");
        for (int i = 0, n = 2 + random.nextInt(30); i < n; i++) {
            byte[] bytes = random.nextInt(12) == 0 ? noise() : damaged(lines());
            int what = random.nextInt(16);
            if (what == 0) dialogue.clientGap(1 + random.nextInt(500));
            else if (what == 1) dialogue.serverGap(1 + random.nextInt(500));
            else if (what < 9) dialogue.client(bytes);
            else dialogue.server(bytes);
        }
        int listener = random.nextBoolean() ? 0xc00002eb : Dialogue.CLIENT;
        Dialogue data = Dialogue.tcp(5000).between(0xc0000209, listener);
        for (int i = 0; i < 6; i++) {
            if (random.nextInt(6) == 0) data.serverGap(1 + random.nextInt(9));
            else if (random.nextBoolean()) data.server(noise());
            else data.client(noise());
        }
        return dialogue.then(data);
    }

    private byte[] lines() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(4); i++) {
            text.append(LINES[random.nextInt(LINES.length)]);
            text.append(List.of("\r\n", "\n", "\r", "\r\n").get(random.nextInt(4)));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Some bytes changed, taken out or said twice.
    private byte[] damaged(byte[] bytes) {
        List<Byte> out = new ArrayList<>();
        int rate = 5 + random.nextInt(400);
        for (byte b : bytes) {
            int what = random.nextInt(rate);
            if (what == 0) out.add((byte) random.nextInt(256));
            else if (what == 1) for (int i = 0; i < random.nextInt(300); i++) out.add(b);
            else if (what != 2) out.add(b);
        }
        byte[] damaged = new byte[Math.max(1, out.size())];
        for (int i = 0; i < out.size(); i++) damaged[i] = out.get(i);
        return damaged;
    }

    private byte[] noise() {
        byte[] bytes = new byte[1 + random.nextInt(60)];
        random.nextBytes(bytes);
        return bytes;
    }
}

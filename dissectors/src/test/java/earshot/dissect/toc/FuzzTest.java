package earshot.dissect.toc;

import static earshot.dissect.toc.Wire.*;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Anomaly;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged and invented conversations: no exception, no more events than the bytes account for. More rounds:
/// `-Dfuzz.rounds=100000`.
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 400);

    private static final List<String> COMMANDS = List.of(
            "toc_signon h 1 ann 0x3c1c english \"TIC:\\$Revision: 1.1 \\$\"",
            "toc2_login h 29999 ann 0xzz english naim:1:2 160 US \"\" \"\" 3 0 30303 -kentucky -utf8 1",
            "toc_add_buddy a b c",
            "toc_set_config {m 1\ng G\nb a\nb b:x\np p\nd d\n}",
            "toc2_new_buddies {g:G\nb:a\n}",
            "toc2_remove_buddy a G",
            "toc_send_im bob \"x \\\" {y\" auto",
            "toc2_send_im_enc bob F L en \"x\"",
            "toc_chat_join 4 \"r r\"",
            "toc_chat_send 0 x",
            "toc_chat_whisper 0 bob x",
            "toc_chat_invite 0 x a b",
            "toc_chat_leave 0",
            "toc_rvous_cancel bob Y29va2llMDE= 09461343",
            "toc_set_away {a {b} c}",
            "toc_change_passwd a",
            "toc_set_caps FFFFFFFF-6162-6364-6566-676869000000");

    private static final List<String> LINES = List.of(
            "SIGN_ON:TOC2.0",
            "CONFIG2:g:G\nb:a:al\nd:d\ndone:\n",
            "NICK:Ann",
            "IM_IN:bob:F:x:y",
            "IM_IN_ENC2:bob:F:F:T: O:F:L:en:\u00e4",
            "UPDATE_BUDDY:bob:T:0:0:5: OU",
            "BUDDY_CAPS2:bob:FFFFFFFF-6162-6364-6566-676869000000,",
            "ERROR:901:bob",
            "EVILED:3:",
            "CHAT_JOIN:0:r",
            "CHAT_IN:0:bob:T:x",
            "CHAT_UPDATE_BUDDY:0:T:a:b:c",
            "CHAT_INVITE:r:0:bob:x",
            "CHAT_LEFT:0",
            "GOTO_URL:x:info?from=ann&user=b",
            "INSERTED2:b:al:bob:G",
            "DELETED2:b:bob:G",
            "RVOUS_PROPOSE:bob:09461343-4C7F-11D1-8222-444553540000:Y29va2llMDE=:0:192.0.2.9:1.2.3:x:1:10001:AAEAAQAAACpwAA==");

    private final Random random = new Random(20_261_120);

    @Test
    void nothingBreaksIt() {
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = random.nextInt(3) == 0 ? middle() : signedOn(9898);
            for (int i = 0, n = 1 + random.nextInt(25); i < n; i++) {
                int what = random.nextInt(20);
                if (what == 0) dialogue.clientGap(1 + random.nextInt(300));
                else if (what == 1) dialogue.serverGap(1 + random.nextInt(300));
                else if (what < 11) dialogue.client(damaged(said(COMMANDS.get(random.nextInt(COMMANDS.size())))));
                else dialogue.server(damaged(answered(LINES.get(random.nextInt(LINES.size())))));
            }
            int n = round;
            List<ImEvent> events = dialogue.events();
            assertTrue(events.size() < 2_000, () -> "round " + n + ": " + events.size() + " events");
            for (ImEvent event : events) {
                boolean defect =
                        event instanceof Anomaly anomaly && anomaly.what().equals("dissector-failed");
                assertTrue(!defect, () -> "round " + n + ": " + Lines.of(event));
            }
        }
    }

    private byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        if (random.nextInt(2) == 0) return damaged;
        for (int i = random.nextInt(4); i > 0; i--)
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        return random.nextInt(6) == 0 ? Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length)) : damaged;
    }
}

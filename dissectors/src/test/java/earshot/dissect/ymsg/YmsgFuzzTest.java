package earshot.dissect.ymsg;

import static earshot.dissect.ymsg.Wire.client;
import static earshot.dissect.ymsg.Wire.packet;
import static earshot.dissect.ymsg.Wire.server;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged conversations: no exception, and no more events than the bytes account for. More rounds:
/// `-Dfuzz.rounds=100000`.
class YmsgFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 300);

    private static final List<byte[]> CLIENT = List.of(
            client(0x57, "1", "ann"),
            client(0x54, "6", "x--", "96", "y--", "0", "ann", "1", "ann", "135", "9.0.0.2162"),
            client(0x06, "1", "ann", "5", "bob", "14", "\u001b[1mhi <font face=\"x\">", "97", "1"),
            client(0x17, "1", "ann", "5", "bob", "5", "carl", "14", "look"),
            client(0x4b, "49", "TYPING", "1", "ann", "14", " ", "13", "1", "5", "bob"),
            client(0x18, "1", "ann", "52", "bob", "52", "carl", "57", "ann-7", "58", "come"),
            client(0xa8, "1", "ann", "104", "Computers:1", "117", "hi", "124", "1"),
            client(0xdc, "1", "ann", "5", "bob", "265", "token$$", "222", "1", "266", "1", "27", "a.gif", "28", "9"),
            client(0x83, "1", "ann", "7", "bob", "65", "Friends"));
    private static final List<byte[]> SERVER = List.of(
            server(0x57, "1", "ann", "94", "challenge", "13", "0"),
            packet(0, 0x55, 5, "87", "Friends:bob,carl\nWo", "88", "eve"),
            packet(0, 0x55, 0, "87", "rk:dora\n", "89", "ann,anna"),
            server(0xf1, "302", "318", "65", "Friends", "302", "319", "300", "319", "7", "bob", "303", "319"),
            server(0x01, "0", "ann", "8", "2", "7", "bob", "10", "99", "19", "text", "13", "1", "7", "carl", "10", "0"),
            packet(
                    0, 0x06, 5, "31", "6", "4", "bob", "5", "ann", "14", "a", "31", "6", "4", "carl", "5", "ann", "14",
                    "b"),
            server(0x1d, "1", "ann", "3", "bob", "57", "ann-7", "14", "yes"),
            server(0x98, "104", "Computers:1", "105", "topic", "109", "bob", "109", "carl"),
            server(0x46, "4", "bob", "5", "ann", "20", "http://x.example/a%zz.gif?b", "38", "99"));

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(4); i > 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    @Test
    void damageIsSaidAndNotThrown() {
        Random random = new Random(20);
        int events = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = Dialogue.tcp(5050).with(new Ymsg());
            if (random.nextBoolean()) dialogue.client(CLIENT.getFirst());
            if (random.nextInt(4) == 0) dialogue.midStream();
            for (int i = 0; i < 12; i++) {
                if (random.nextBoolean()) dialogue.client(damaged(CLIENT.get(random.nextInt(CLIENT.size())), random));
                else dialogue.server(damaged(SERVER.get(random.nextInt(SERVER.size())), random));
                if (random.nextInt(12) == 0) dialogue.serverGap(1 + random.nextInt(90));
            }
            List<ImEvent> said = dialogue.cut(random, 200).events();
            events += said.size();
            assertTrue(
                    said.size() < 200,
                    () -> "many events: " + said.stream().map(Lines::of).toList());
            assertTrue(
                    said.stream()
                            .noneMatch(e ->
                                    e instanceof ImEvent.Anomaly a && a.what().equals("dissector-failed")),
                    () -> said.stream().map(Lines::of).toList().toString());
        }
        assertTrue(events > ROUNDS, "the conversations were not read at all");
    }
}

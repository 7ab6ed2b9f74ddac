package earshot.dissect.msnp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.dissect.msnp.p2p.Direct;
import earshot.event.ImEvent;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged conversations: no exception, and no more events than the bytes account for. More rounds:
/// `-Dfuzz.rounds=100000`.
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 300);

    private static final List<String> CLIENT = List.of(
            "USR 1 alice@example.com 17262740.1050826919.32308\r\n",
            "VER 1 MSNP18 CVR0\r\n",
            "CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 8.5 BC01 alice@example.com\r\n",
            "USR 4 MD5 S 8aca4d4721b726ba9cd5e3a5f601671a\r\n",
            "ADL 7 74\r\n<ml l=\"1\"><d n=\"example.com\"><c n=\"bob\" l=\"3\" t=\"1\"/></d></ml>          ",
            "MSG 3 N 67\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nhi",
            "QRY 10 PROD0090YUAUV{2B 32\r\n85ecb0db8f32113df79ce0892b9a102c",
            "MSG 4 D 140\r\nMIME-Version: 1.0\r\nContent-Type: application/x-msnmsgrp2p\r\n\r\n\0\0\0\0\1\0\0\0\0\0\0\0"
                    + "\0\0\0\0\11\0\0\0\0\0\0\0\11\0\0\0\0\0\0\0\1\2\3\4\0\0\0\0\0\0\0\0\0\0\0\0INVITE MS\0\0\0\0");
    private static final List<String> SERVER = List.of(
            "USR 1 OK alice@example.com Alice\r\n",
            "JOI bob@example.com Bob 0\r\n",
            "BYE bob@example.com\r\n",
            "MSG bob@example.com Bob 67\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nho",
            "LST N=bob@example.com F=B C=aaaaaaaa-bbbb 11 1111-22\r\nLST 5 FL 12 1 2 eve@example.com E 0\r\n",
            "UBX bob@example.com 41\r\n<Data><PSM>x</PSM><CurrentMedia/></Data>  ",
            "ADL 7 OK\r\nNLN NLN 1:bob@example.com Bob 0:0 0\r\nFLN bob@example.com\r\n",
            "SDG 0 90\r\nRouting: 1.0\r\nTo: 1:alice@example.com\r\nFrom: 1:bob@example.com\r\n\r\nReliability: 1.0\r\n\r\nMess");

    private static byte[] damaged(String line, Random random) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(4); i > 0; i--) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    @Test
    void damageIsSaidAndNotThrown() {
        Random random = new Random(20);
        int events = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = Dialogue.tcp(1863).with(new Msnp(), new MsnFtp(), new Direct());
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
        }
        assertTrue(events > ROUNDS, "the conversations were not read at all");
    }
}

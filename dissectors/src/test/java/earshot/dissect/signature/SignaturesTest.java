package earshot.dissect.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.event.ImEvent;
import earshot.event.ImEvent.Anomaly;
import earshot.kit.Dialogue;
import earshot.kit.Lines;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 500);
    private static final Random RANDOM = new Random(20_261_120);

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all =
                ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        for (byte[] part : parts) all.put(part);
        return all.array();
    }

    private static Dialogue tcp(int port) {
        return Dialogue.tcp(port).with(new Signatures());
    }

    private static Dialogue udp(int port) {
        return Dialogue.udp(port).with(new Signatures());
    }

    private static byte[] le(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : words) bytes.putInt((int) word);
        return bytes.array();
    }

    private static void named(String expected, Dialogue dialogue) {
        assertEquals(
                List.of("service " + expected),
                dialogue.said().stream()
                        .filter(line -> line.startsWith("service"))
                        .toList());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "5741 0102 00001a f805 01a5, whatsapp certain [signature:whatsapp], the first dictionary",
        "5741 0105 00001a f805 01a5, whatsapp certain [signature:whatsapp], 2016",
        "5741 0602 0000f1 12ee 010a, whatsapp certain [signature:whatsapp], today",
        "45440001 000004 08050802 57410201 0000ee 12eb01, whatsapp certain [signature:whatsapp], edge routing",
        "1000 87800100 01000200 02646b03 0020, dingtalk certain [signature:lwp], DingTalk",
        "00010000 10000000 03000000 85bb8e1d, kakaotalk certain [signature:loco], the secure layer of today",
        "00010000 05000000 02000000 85bb8e1d, kakaotalk certain [signature:loco], and of 2014",
        "16f103 0004 01020304, wechat certain [signature:mmtls], mmtls",
        "19f104 0002 0102, wechat certain [signature:mmtls], resumed",
        "1800 0000 0000 fcff 05 80 0900000000000000, viber certain [signature:viber], Viber's hello",
        "07000000 0000 434845434b494e 00000000 08 16000000 16000000 02, kakaotalk certain [signature:loco], LOCO in clear",
        "eeeeeeee 28000000 0000000000000000 0123456789abcd65 14000000 f18e7ebe, "
                + "telegram certain [signature:mtproto], intermediate",
        "ef 0a 0000000000000000 0123456789abcd65 14000000 f18e7ebe, telegram certain [signature:mtproto], abridged",
    })
    void aClientsFirstBytesName(String bytes, String expected, String what) {
        named(expected, tcp(443).client(hex(bytes)));
        for (int cut = 1; cut < 8; cut++) {
            byte[] whole = hex(bytes);
            byte[] first = Arrays.copyOf(whole, cut), rest = Arrays.copyOfRange(whole, cut, whole.length);
            named(expected, tcp(443).client(first).client(rest));
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "5741 0a02 00001a f805 01a5, a magic that was never used",
        "5741 0102 00f01a f805 01a5, a hello of 61 kilobytes",
        "5741 0101 00001a 4105 01a5, neither list nor protobuf",
        "57415741, letters",
        "00010000 10000000 04000000 85bb8e1d, a cipher that does not exist",
        "16f105 0004 01020304, a version of nothing",
        "ef 0a 0000000000000000 0123456789abcd65 15000000 f18e7ebe, a length that does not agree",
        "1000 87800100 01000200 02646b03 0021, one byte of sixteen differs",
        "1603010005 0100000100, TLS",
    })
    void whatOnlyResemblesIsNotClaimed(String bytes, String what) {
        assertEquals(List.of(), tcp(443).client(hex(bytes)).said(), what);
    }

    private static byte[] obfuscated(int tag) throws GeneralSecurityException {
        byte[] header = random(64);
        header[0] = 0x41;
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(header, 8, 32, "AES"), new IvParameterSpec(header, 40, 16));
        byte[] plain = header.clone();
        Arrays.fill(plain, 56, 60, (byte) tag);
        System.arraycopy(cipher.doFinal(plain), 56, header, 56, 8);
        return header;
    }

    @ParameterizedTest
    @ValueSource(ints = {0xef, 0xee, 0xdd})
    void telegramsObfuscationIsProvenByItsTag(int tag) throws GeneralSecurityException {
        byte[] header = obfuscated(tag);
        named("telegram certain [signature:mtproto]", tcp(443).client(join(header, random(105))));
        byte[] first = Arrays.copyOf(header, 20), rest = Arrays.copyOfRange(header, 20, 64);
        named("telegram certain [signature:mtproto]", tcp(443).client(first).client(rest));
        header[58] ^= 1;
        assertEquals(List.of(), tcp(443).client(join(header, random(105))).said());
    }

    @Test
    void theCounterOfTheObfuscationCarries() throws GeneralSecurityException {
        byte[] header = random(64);
        Arrays.fill(header, 40, 56, (byte) 0xff);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(header, 8, 32, "AES"), new IvParameterSpec(header, 40, 16));
        byte[] plain = header.clone();
        Arrays.fill(plain, 56, 60, (byte) 0xef);
        System.arraycopy(cipher.doFinal(plain), 56, header, 56, 8);
        named("telegram certain [signature:mtproto]", tcp(443).client(header));
    }

    @Test
    void fullMtProtoIsProvenByItsChecksum() {
        byte[] packet = join(le(40, 0), new byte[8], le(1, 2, 20), random(8), new byte[4]);
        CRC32 crc = new CRC32();
        crc.update(packet, 0, packet.length - 4);
        System.arraycopy(le(crc.getValue()), 0, packet, packet.length - 4, 4);
        named("telegram certain [signature:mtproto]", tcp(443).client(packet));
        packet[20]++;
        assertEquals(List.of(), tcp(443).client(packet).said());
    }

    @Test
    void encryptedMtProtoIsProvenByOneKeyOnBothSides() {
        byte[] key = hex("0102030405060708");
        byte[] client = join(hex("ef0a"), key, random(32)), server = join(hex("0a"), key, random(32));
        named("telegram certain [signature:mtproto]", tcp(80).client(client).server(server));
        assertEquals(List.of(), tcp(80).client(client).server(random(41)).said());
    }

    private static byte[] frame(int length) {
        return join(new byte[] {(byte) length, (byte) (length >> 8)}, random(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {191, 144})
    void threemaIsItsTurns(int login) {
        byte[] hello = join(hex("c1"), random(47));
        named(
                "threema certain [signature:threema]",
                tcp(5222)
                        .client(hello)
                        .server(join(hex("e4"), random(79)))
                        .client(random(login))
                        .server(join(random(32), frame(20)))
                        .client(frame(36)));
        assertEquals(
                List.of(),
                tcp(5222)
                        .client(join(hello, random(20)))
                        .server(random(80))
                        .client(random(login - 20))
                        .server(join(random(32), frame(20)))
                        .said(),
                "the client did not wait");
    }

    @Test
    void locoInItsMiddleIsGivenAwayByItsConstantKeyStream() {
        byte[] method = random(12);
        byte[] first = join(le(60), hex("a4394856"), method, random(44));
        byte[] answer = join(le(38), hex("a4394856"), method, random(22));
        byte[] second = join(le(60), hex("16e06e68"), method, random(44));
        named(
                "kakaotalk probable [signature:loco]",
                tcp(443).midStream().client(first).server(answer).client(second));
        assertEquals(
                List.of(),
                tcp(443).midStream().client(first).server(answer).client(first).said(),
                "an echo has the number too");
    }

    @Test
    void bothSidesOfTheOlderProtocols() {
        byte[] request = hex("00000010 0010 0001 00000006 ffffffff"),
                answer = hex("00000010 0010 0001 3b9aca06 ffffffff");
        named("wechat certain [signature:wechat]", tcp(8080).client(request).server(answer));
        assertEquals(List.of(), tcp(8080).client(request).said(), "the client alone is too little");
        named(
                "zoom certain [signature:zoom]",
                tcp(8801).client(join(hex("01006c00"), random(107))).serverHex("0200220001"));
        named(
                "skype certain [signature:skype]",
                tcp(33033).clientHex("1603010000").serverHex("1703010000"));
        named(
                "line probable [signature:legy]",
                tcp(443).clientHex("80020001 000002a0").serverHex("80020004 00000034"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "discord certain [signature:discord-voice], 50004, 1337cafe 0e000000, ''",
        "teamspeak certain [signature:teamspeak], 9987, 545333494e495431 0065 00 88, ''",
        "mumble certain [signature:mumble], 64738, 00000000 03d72000fa76287e,"
                + " 00010304 03d72000fa76287e 00000000 00000064 00011940",
        "line probable [signature:line], 12000, b6180006 010203040506, b6130006 0102",
        "wechat probable [signature:wechat], 8000, d10a210a 01, d10a250a 02",
        "viber certain [signature:viber], 7987, edf61900 ac19358c8f64e447 25df4d4ee1cd371b5c9abc26d9d30b4b01bb39b30000,"
                + " edf61a00 ac19358c8f64e447 32437c5e43b800c8",
        "skype probable [signature:skype], 40000, 1234 02 0102030405060708090a0b0c0d0e0f, 1234 05 0a000001c0000201",
    })
    void datagramsName(String expected, int port, String client, String server) {
        Dialogue dialogue = udp(port).client(hex(client));
        if (!server.isEmpty()) dialogue.server(hex(server));
        named(expected, dialogue);
    }

    @Test
    void discordTellsItsClientItsAddress() {
        byte[] request = join(hex("00010046 0000ace3"), new byte[66]);
        byte[] answer = join(hex("00020046 0000ace3"), hex("38342e35392e3133322e313030"), new byte[51], hex("e3ac"));
        named("discord certain [signature:discord-voice]", udp(50004).client(request));
        named("discord certain [signature:discord-voice]", udp(50004).client(answer));
        request[40] = 1;
        assertEquals(List.of(), udp(50004).client(request).said());
    }

    @Test
    void telegramsReflectorsAreToldFromSilence() {
        byte[] hello = join(hex("dc4c00291565b7acbc236da9eda0d597 ffffffffffffffffffffffff feffffff"), random(8));
        named("telegram certain [signature:reflector]", udp(533).client(hello));
        named("telegram probable [signature:reflector]", udp(9000).client(hello));
        byte[] silence = new byte[172]; // RTP, PCMU
        Arrays.fill(silence, 12, 172, (byte) 0xff);
        silence[0] = (byte) 0x80;
        assertEquals(List.of(), udp(533).client(silence).said());
    }

    @Test
    void zoomsServerRepeatsTheClientsIdentifier() {
        byte[] id = random(16);
        byte[] other = join(hex("010002"), id, random(88));
        byte[] answer = join(hex("020001"), id, random(16));
        named("zoom certain [signature:zoom]", udp(8801).client(other).server(answer));
        byte[] hello = join(hex("010002"), id, new byte[7], hex("02 007a002a 007a002a 00000040"), random(68));
        named("zoom certain [signature:zoom]", udp(443).client(hello));
        named("zoom probable [signature:zoom]", udp(8801).client(join(hex("03 00000012"), random(76))));
        assertEquals(
                List.of(),
                udp(9801).client(join(hex("03 00000012"), random(76))).said());
    }

    @Test
    void toxNodesKeepTheirKey() {
        byte[] key = random(32);
        byte[] nodes = join(hex("02"), key, random(80)), ping = join(hex("00"), key, random(49));
        named("tox certain [signature:tox]", udp(33445).client(nodes).client(ping));
        assertEquals(
                List.of(),
                udp(33445).client(nodes).client(join(hex("00"), random(81))).said());
    }

    @Test
    void aCallIsMediaInBothDirections() {
        Dialogue dialogue = udp(50004).clientHex("1337cafe 0e000000");
        for (int i = 0; i < 60; i++)
            dialogue.client(join(hex("9078"), random(60))).server(join(hex("9078"), random(60)));
        assertEquals(
                List.of("service discord certain [signature:discord-voice]", "call ?192.0.2.1 ->  established"),
                dialogue.said());
    }

    /// Datagrams from one port to so many peers, none of which answers.
    private static List<String> peers(int count, java.util.function.IntFunction<byte[]> datagram) {
        Dialogue first = udp(40_000).client(datagram.apply(0));
        for (int i = 1; i < count; i++) {
            first.then(udp(40_000).between(Dialogue.CLIENT, 0xc0000300 + i).client(datagram.apply(i)));
        }
        return first.said();
    }

    private static byte[] probe(int number) {
        byte[] bytes = random(23);
        bytes[0] = (byte) (7 * number);
        bytes[1] = (byte) number;
        bytes[2] = 2;
        return bytes;
    }

    @Test
    void skypeAsksManyPeersFromOnePort() {
        assertEquals(List.of(), peers(7, SignaturesTest::probe), "seven may be chance");
        List<String> lines = peers(40, SignaturesTest::probe);
        assertTrue(lines.contains("service skype probable [signature:skype-peers]"), lines::toString);
        assertTrue(lines.contains("service skype certain [signature:skype-peers]"), lines::toString);
        assertEquals(40, lines.size(), "the first ones are known by their neighbours");
    }

    @Test
    void aPortWithOtherTalkToManyPeersIsNotSkypes() {
        assertEquals(List.of(), peers(60, i -> i % 3 == 0 ? probe(i) : random(40)), "mixed");
        assertEquals(List.of(), peers(60, i -> probe(1)), "always the same number");
    }

    @Test
    void imoNeedsTwoKinds() {
        byte[] longest = join(hex("88491a00"), random(1095));
        named("imo probable [signature:imo]", udp(1853).client(longest));
        named(
                "imo probable [signature:imo]",
                udp(1853).clientHex("0902 0102030405060708").serverHex("000903 0102030405060708"));
        assertEquals(
                List.of(),
                udp(1853)
                        .clientHex("0902 0102030405060708")
                        .clientHex("0902 0102030405060709")
                        .said());
    }

    @Test
    void randomBytesAreNobodys() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] client = random(1 + RANDOM.nextInt(400)), server = random(1 + RANDOM.nextInt(400));
            assertEquals(
                    List.of(),
                    tcp(443).client(client).server(server).client(random(99)).said());
            assertEquals(
                    List.of(),
                    udp(443).client(client).server(server).client(random(99)).said());
        }
    }

    @Test
    void damageIsNoException() throws GeneralSecurityException {
        byte[][] seeds = {
            hex("45440001 000004 08050802 57410201 0000ee 12eb01"),
            hex("16f103 0004 01020304 17f103 0002 0102"),
            hex("00000010 0010 0001 00000006 ffffffff"),
            hex("1800 0000 0000 fcff 05 80 0900000000000000"),
            hex("edf61900 ac19358c8f64e447 25df4d4ee1cd371b5c9abc26d9d30b4b01bb39b30000"),
            hex("b6180006 010203040506"),
            join(hex("010002"), random(104)),
            obfuscated(0xef),
        };
        for (int round = 0; round < ROUNDS; round++) {
            Dialogue dialogue = RANDOM.nextBoolean() ? udp(8801) : tcp(4244);
            if (RANDOM.nextInt(3) == 0) dialogue.midStream();
            for (int i = RANDOM.nextInt(6); i >= 0; i--) {
                byte[] bytes = seeds[RANDOM.nextInt(seeds.length)].clone();
                if (RANDOM.nextBoolean()) bytes[RANDOM.nextInt(bytes.length)] = (byte) RANDOM.nextInt();
                bytes = Arrays.copyOf(bytes, 1 + RANDOM.nextInt(bytes.length + 8));
                if (RANDOM.nextBoolean()) dialogue.client(bytes);
                else dialogue.server(bytes);
            }
            for (ImEvent event : dialogue.events()) {
                boolean defect =
                        event instanceof Anomaly anomaly && anomaly.what().equals("dissector-failed");
                assertTrue(!defect, () -> Lines.of(event));
            }
        }
    }
}

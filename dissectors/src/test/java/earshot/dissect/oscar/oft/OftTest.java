package earshot.dissect.oscar.oft;

import static earshot.dissect.oscar.Wire.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.dissect.oscar.Oscar;
import earshot.dissect.oscar.Wire;
import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// File transfers between two clients: 192.0.2.1 connects to 192.0.2.2, who is the sender unless a test says
/// otherwise.
class OftTest {
    private static final byte[] COOKIE = ascii("1234567\0"), NO_COOKIE = new byte[8];

    /// Headers with plain values; tests name what matters to them.
    private record Header(
            int type,
            byte[] cookie,
            int files,
            int left,
            long size,
            long checksum,
            long received,
            byte[] name,
            int encoding) {
        static Header of(int type, byte[] file, String name) {
            OftChecksum sum = new OftChecksum();
            sum.add(file, 0, file.length);
            return new Header(type, COOKIE, 1, 1, file.length, sum.value(), 0, ascii(name), 0);
        }

        Header as(int other) {
            return new Header(other, cookie, files, left, size, checksum, received, name, encoding);
        }

        Header cookie(byte[] other) {
            return new Header(type, other, files, left, size, checksum, received, name, encoding);
        }

        Header received(long bytes) {
            return new Header(type, cookie, files, left, size, checksum, bytes, name, encoding);
        }

        Header checksum(long other) {
            return new Header(type, cookie, files, left, size, other, received, name, encoding);
        }

        Header named(byte[] other, int charset) {
            return new Header(type, cookie, files, left, size, checksum, received, other, charset);
        }

        byte[] bytes() {
            int room = Math.max(64, name.length + 1);
            return join(
                    ascii("OFT2"),
                    u16(192 + room),
                    u16(type),
                    cookie,
                    u32(0), // encryption, compression
                    u16(files),
                    u16(left),
                    u16(1), // parts
                    u16(1),
                    u32(size), // of all files
                    u32(size),
                    u32(0), // modified
                    u32(checksum),
                    u32(OftChecksum.NOTHING), // resource fork
                    u32(0),
                    u32(0),
                    u32(OftChecksum.NOTHING),
                    u32(received),
                    u32(OftChecksum.NOTHING),
                    Arrays.copyOf(ascii("Cool FileXfer"), 32),
                    hex("20 1c 11"),
                    new byte[69 + 16],
                    u16(encoding),
                    u16(0),
                    Arrays.copyOf(name, room));
        }
    }

    private static byte[] file(int size) {
        byte[] file = new byte[size];
        new Random(size).nextBytes(file);
        return file;
    }

    private static String md5(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(file));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Dialogue peers() {
        return Dialogue.tcp(5190).with(new Oscar(), new Oft(), new Ars());
    }

    private static List<String> lines(Dialogue dialogue) {
        return dialogue.lines().stream()
                .filter(line -> line.matches("(file|anomaly|message|identity) .*"))
                .toList();
    }

    private static final String SENDER = "?192.0.2.2 -> ?192.0.2.1";

    @Test
    void aFileIsRecoveredExactly() {
        byte[] file = file(70_001);
        Header prompt = Header.of(OftHeader.PROMPT, file, "plan.bin");
        Dialogue transfer = peers().server(prompt.cookie(NO_COOKIE).bytes())
                .client(prompt.as(OftHeader.ACCEPT).bytes())
                .server(Arrays.copyOf(file, 1460))
                .server(Arrays.copyOfRange(file, 1460, 30_000))
                .server(Arrays.copyOfRange(file, 30_000, file.length))
                .client(prompt.as(OftHeader.DONE).received(file.length).bytes());
        List<String> expected = List.of("file complete " + SENDER + " \"plan.bin\" 70001 got 70001 md5 " + md5(file));
        assertEquals(expected, lines(transfer));
        assertEquals(expected, lines(transfer.cut(new Random(1), 900)), "however it is cut");
    }

    @Test
    void theConnectorMayBeTheSender() {
        byte[] file = file(10);
        Header prompt = Header.of(OftHeader.PROMPT, file, "a.txt");
        assertEquals(
                List.of("file complete ?192.0.2.1 -> ?192.0.2.2 \"a.txt\" 10 got 10 md5 " + md5(file)),
                lines(peers().client(prompt.bytes())
                        .server(prompt.as(OftHeader.ACCEPT).bytes())
                        .client(file)));
    }

    @Test
    void severalFilesAndEmptyOnes() {
        byte[] first = file(300), third = file(5);
        Header one = Header.of(OftHeader.PROMPT, first, "folder\1first");
        Header two = Header.of(OftHeader.PROMPT, new byte[0], "folder\1empty");
        Header three = Header.of(OftHeader.PROMPT, third, "folder\1third");
        assertEquals(
                List.of(
                        "file complete " + SENDER + " \"folder/first\" 300 got 300 md5 " + md5(first),
                        "file complete " + SENDER + " \"folder/empty\" 0 got 0 md5 " + md5(new byte[0]),
                        "file complete " + SENDER + " \"folder/third\" 5 got 5 md5 " + md5(third)),
                lines(peers().server(one.bytes())
                        .client(one.as(OftHeader.ACCEPT).bytes())
                        .server(first)
                        .client(one.as(OftHeader.DONE).bytes())
                        .server(two.bytes())
                        .client(two.as(OftHeader.ACCEPT).bytes())
                        .client(two.as(OftHeader.DONE).bytes())
                        .server(three.bytes())
                        .client(three.as(OftHeader.ACCEPT).bytes())
                        .server(third)
                        .client(three.as(OftHeader.DONE).bytes())));
    }

    @Test
    void aResumedFileIsItsTail() {
        byte[] file = file(1000);
        Header prompt = Header.of(OftHeader.PROMPT, file, "big.iso");
        List<String> lines = lines(peers().server(prompt.bytes())
                .client(prompt.as(OftHeader.RESUME).received(600).bytes())
                .server(prompt.as(OftHeader.RESUME_GRANTED).received(600).bytes())
                .client(prompt.as(OftHeader.RESUME_ACCEPT).received(600).bytes())
                .server(Arrays.copyOfRange(file, 600, 1000))
                .client(prompt.as(OftHeader.DONE).bytes()));
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(
                lines.getFirst().startsWith("file partial " + SENDER + " \"big.iso\" 1000 got 400"), lines::toString);
        assertTrue(lines.getFirst().endsWith("missing 0-599"), lines::toString);
    }

    @Test
    void aResumeThatIsNotGrantedBeginsAtTheBeginning() {
        byte[] file = file(1000);
        Header prompt = Header.of(OftHeader.PROMPT, file, "big.iso");
        assertEquals(
                List.of("file complete " + SENDER + " \"big.iso\" 1000 got 1000 md5 " + md5(file)),
                lines(peers().server(prompt.bytes())
                        .client(prompt.as(OftHeader.RESUME).received(600).bytes())
                        .server(prompt.as(OftHeader.RESUME_GRANTED).received(0).bytes())
                        .client(prompt.as(OftHeader.RESUME_ACCEPT).received(0).bytes())
                        .server(file)));
    }

    @Test
    void aWrongChecksumIsSaid() {
        byte[] file = file(100);
        Header prompt = Header.of(OftHeader.PROMPT, file, "a").checksum(0x1234_0000);
        List<String> lines = lines(peers().server(prompt.bytes())
                .client(prompt.as(OftHeader.ACCEPT).bytes())
                .server(file));
        assertTrue(
                lines.getFirst().startsWith("anomaly checksum-mismatch \"the header says 12340000,"), lines::toString);
        assertTrue(lines.get(1).startsWith("file complete"), lines::toString);
    }

    @Test
    void whatTheCaptureLacksIsMissingFromTheFile() {
        byte[] file = file(1000);
        Header prompt = Header.of(OftHeader.PROMPT, file, "a");
        List<String> lines = lines(peers().server(prompt.bytes())
                .client(prompt.as(OftHeader.ACCEPT).bytes())
                .server(Arrays.copyOf(file, 300))
                .serverGap(200)
                .server(Arrays.copyOfRange(file, 500, 1000))
                .client(prompt.as(OftHeader.DONE).bytes()));
        String told = lines.stream()
                .filter(line -> line.startsWith("file"))
                .findFirst()
                .orElse("");
        assertTrue(told.startsWith("file partial " + SENDER + " \"a\" 1000 got 800"), lines::toString);
        assertTrue(told.endsWith("missing 300-499"), lines::toString);
    }

    @Test
    void aConnectionThatBreaksOffLeavesAPart() {
        byte[] file = file(1000);
        Header prompt = Header.of(OftHeader.PROMPT, file, "a");
        List<String> lines = lines(peers().server(prompt.bytes())
                .client(prompt.as(OftHeader.ACCEPT).bytes())
                .server(Arrays.copyOf(file, 300)));
        assertTrue(lines.getFirst().endsWith("missing 300-999"), lines::toString);
    }

    @Test
    void onlyTheSendersSideWasCaptured() {
        byte[] file = file(1000);
        Header prompt = Header.of(OftHeader.PROMPT, file, "a");
        assertEquals(
                List.of("file complete " + SENDER + " \"a\" 1000 got 1000 md5 " + md5(file)),
                lines(peers().server(prompt.bytes()).server(file)));
    }

    @Test
    void aFileThatIsNotWantedIsOnlyOffered() {
        Header prompt = Header.of(OftHeader.PROMPT, file(1000), "a");
        assertEquals(List.of("file offered " + SENDER + " \"a\" 1000"), lines(peers().server(prompt.bytes())));
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, true",
        "..\\autoexec.bat, true",
        "C:\\boot.ini, true",
        "/etc/passwd, true",
        "a/../../b, true",
        "plan.bin, false",
        "folder/plan.bin, false",
        "...and more.txt, false",
    })
    void namesThatClimbAreSaid(String name, boolean climbs) {
        assertEquals(climbs, FileNames.climbs(name));
        Header prompt = Header.of(OftHeader.PROMPT, file(3), name);
        assertEquals(
                climbs, lines(peers().server(prompt.bytes())).contains("anomaly path-in-file-name \"" + name + "\""));
    }

    @Test
    void namesInTheirCharsets() {
        Header prompt = Header.of(OftHeader.PROMPT, file(3), "");
        for (Header header : List.of(
                prompt.named("Grüße.txt".getBytes(StandardCharsets.UTF_16BE), 2),
                prompt.named("Grüße.txt".getBytes(StandardCharsets.ISO_8859_1), 3),
                prompt.named("Grüße.txt".getBytes(StandardCharsets.UTF_8), 0))) {
            assertEquals(List.of("file offered " + SENDER + " \"Grüße.txt\" 3"), lines(peers().server(header.bytes())));
        }
    }

    @Test
    void longNamesLengthenTheHeader() {
        String name = "n".repeat(300) + ".txt";
        byte[] file = file(3);
        Header prompt = Header.of(OftHeader.PROMPT, file, name);
        assertEquals(
                List.of("file complete " + SENDER + " \"" + name + "\" 3 got 3 md5 " + md5(file)),
                lines(peers().server(prompt.bytes())
                        .client(prompt.as(OftHeader.ACCEPT).bytes())
                        .server(file)));
    }

    @ParameterizedTest
    @CsvSource({"'', ffff0000", "a, 9eff0000", "abc, 3b9d0000", "hello world, 6e310000"})
    void checksums(String text, String checksum) {
        byte[] bytes = ascii(text);
        for (int cut = 0; cut <= bytes.length; cut++) {
            OftChecksum sum = new OftChecksum();
            sum.add(bytes, 0, cut);
            sum.add(bytes, cut, bytes.length - cut);
            assertEquals(checksum, "%08x".formatted(sum.value()), "cut at " + cut);
        }
    }

    @Test
    void checksumOfManyOnes() {
        OftChecksum sum = new OftChecksum();
        byte[] ones = new byte[100_001];
        Arrays.fill(ones, (byte) 0xff);
        sum.add(ones, 0, ones.length);
        assertEquals(0x00ff_0000L, sum.value());
    }

    // The proposal on the main connection, then the transfer.

    private static final byte[] HERE = hex("c0000202"), ELSEWHERE = hex("0a000005");

    private static byte[] proposal(int size, byte[] address, byte[]... more) {
        return rendezvous(
                0x0004_0006,
                s8("bob"),
                0,
                capability(0x1343),
                tlv(0x0a, u16(1)),
                tlv(0x0f),
                tlv(2, address),
                tlv(3, address),
                tlv(5, u16(4443)),
                join(more),
                tlv(0x2711, u16(1), u16(1), u32(size), ascii("plan.bin\0")));
    }

    /// ann, at 192.0.2.2, proposes to bob over a server elsewhere.
    private static Dialogue ann() {
        return Dialogue.tcp(5190)
                .with(new Oscar(), new Oft(), new Ars())
                .between(0xc0000202, 0xc6336401)
                .client(logon())
                .server(welcome("ann"));
    }

    private static Dialogue transfer(byte[] file, byte[] cookie) {
        Header prompt = Header.of(OftHeader.PROMPT, file, "plan.bin").cookie(cookie);
        return Dialogue.tcp(4443)
                .clientPort(40_100)
                .server(prompt.bytes())
                .client(prompt.as(OftHeader.ACCEPT).bytes())
                .server(file)
                .client(prompt.as(OftHeader.DONE).bytes());
    }

    @Test
    void aProposalNamesTheParties() {
        byte[] file = file(50);
        byte[] accepted = rendezvous(0x0004_0007, user("bob"), 2, capability(0x1343));
        assertEquals(
                List.of(
                        "file offered ann -> bob \"plan.bin\" 50",
                        "file complete ann -> bob \"plan.bin\" 50 got 50 md5 " + md5(file),
                        "file accepted ann -> bob \"plan.bin\" 50"),
                lines(ann().client(proposal(50, HERE))
                                .then(transfer(file, NO_COOKIE))
                                .server(accepted))
                        .stream()
                        .sorted((a, b) -> order(a) - order(b))
                        .toList());
    }

    private static int order(String line) {
        return line.startsWith("file offered") ? 0 : line.startsWith("file complete") ? 1 : 2;
    }

    @Test
    void aTransferFoundByItsContentIsTiedByCookieAndAddress() {
        byte[] file = file(50);
        // The proposal names another address (behind a router), so nobody waits for the connection; what ties them
        // is the cookie together with the address that the proposal came from.
        assertEquals(
                "file complete ann -> bob \"plan.bin\" 50 got 50 md5 " + md5(file),
                lines(ann().client(proposal(50, ELSEWHERE)).then(transfer(file, Wire.cookie())))
                        .getLast());
        assertEquals(
                "file complete " + SENDER + " \"plan.bin\" 50 got 50 md5 " + md5(file),
                lines(ann().client(proposal(50, ELSEWHERE)).then(transfer(file, ascii("another!"))))
                        .getLast(),
                "another cookie is another transfer");
    }

    @Test
    void theReceiversLastWordMayBringTheCookie() {
        byte[] file = file(50);
        Header prompt = Header.of(OftHeader.PROMPT, file, "plan.bin").cookie(NO_COOKIE);
        Dialogue late = Dialogue.tcp(4443)
                .clientPort(40_100)
                .server(prompt.bytes())
                .client(prompt.as(OftHeader.ACCEPT).bytes())
                .server(file)
                .client(prompt.as(OftHeader.DONE).cookie(Wire.cookie()).bytes());
        assertEquals(
                "file complete ann -> bob \"plan.bin\" 50 got 50 md5 " + md5(file),
                lines(ann().client(proposal(50, ELSEWHERE)).then(late)).getLast());
    }

    @Test
    void somethingElseAtTheAddressIsReadForWhatItIs() {
        Dialogue other = Dialogue.tcp(4443)
                .clientPort(40_100)
                .client(logon())
                .server(welcome("carol"))
                .client(Wire.message("dan", "hi"));
        assertEquals(
                List.of("file offered ann -> bob \"plan.bin\" 50", "message chat sent carol -> dan \"hi\""),
                lines(ann().client(proposal(50, HERE)).then(other)));
    }

    @Test
    void aSizeThatIsNotTheOfferedOneIsSaid() {
        List<String> lines = lines(ann().client(proposal(38_912, HERE)).then(transfer(file(50), NO_COOKIE)));
        assertTrue(
                lines.contains("anomaly size-mismatch \"offered with 38912 bytes, prompted with 50\""),
                lines::toString);
    }

    @Test
    void aReversedProposalIsNoNewOffer() {
        byte[] reversed = rendezvous(
                0x0004_0007,
                user("bob"),
                0,
                capability(0x1343),
                tlv(0x0a, u16(2)),
                tlv(2, ELSEWHERE),
                tlv(5, u16(4443)));
        byte[] called = rendezvous(0x0004_0007, user("bob"), 1, capability(0x1343), tlv(0x0b, u16(1)));
        assertEquals(
                List.of("file offered ann -> bob \"plan.bin\" 50", "file declined ann -> bob \"plan.bin\" 50"),
                lines(ann().client(proposal(50, HERE)).server(reversed).server(called)));
    }

    @Test
    void throughTheProxyBothLegsNameTheirSide() {
        byte[] file = file(40), cookie = Wire.cookie();
        Header prompt = Header.of(OftHeader.PROMPT, file, "plan.bin").cookie(cookie);
        byte[] capability = tlv(1, capability(0x1343));
        Dialogue joiner = Dialogue.tcp(443)
                .clientPort(40_100)
                .between(0xc0000203, Dialogue.SERVER)
                .client(ars(4, s8("bob"), u16(0x1f90), cookie, capability))
                .server(ars(5))
                .server(prompt.bytes())
                .client(prompt.as(OftHeader.ACCEPT).bytes())
                .server(file);
        Dialogue creator = peers().client(ars(2, s8("ann"), cookie, capability))
                .server(ars(3, u16(0x1f90), hex("c0000202")))
                .server(ars(5))
                .client(prompt.bytes())
                .server(prompt.as(OftHeader.ACCEPT).bytes())
                .client(file)
                .then(joiner);
        assertEquals(
                List.of(
                        "file complete ann -> ?192.0.2.2 \"plan.bin\" 40 got 40 md5 " + md5(file),
                        "identity ?192.0.2.2 named bob", // the proxy's other side, now that it has joined
                        "file complete ann -> bob \"plan.bin\" 40 got 40 md5 " + md5(file)),
                lines(creator));
    }

    private static byte[] ars(int type, byte[]... payload) {
        byte[] whole = join(u16(0x044a), u16(type), u32(0), u16(0x0220), join(payload));
        return join(u16(whole.length), whole);
    }

    @Test
    void theProxyRefuses() {
        assertEquals(
                List.of("anomaly proxy-refused \"error 0x0d\""),
                lines(peers().client(ars(4, s8("bob"), u16(9), COOKIE)).server(ars(1, u16(0x0d)))));
    }
}

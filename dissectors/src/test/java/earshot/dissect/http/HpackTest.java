package earshot.dissect.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import earshot.bytes.Cursor;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Header compression, by the examples of RFC 7541 appendix C.
class HpackTest {
    private static List<String> read(Hpack hpack, String hex) {
        List<Hpack.Field> fields = hpack.read(new Cursor(bytes(hex)));
        List<String> lines = new ArrayList<>();
        if (fields != null) for (Hpack.Field field : fields) lines.add(field.name() + ": " + field.value());
        return fields == null ? null : lines;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static final List<String> FIRST =
            List.of(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");

    /// C.3: literals as they are; what the first block added, the second refers to.
    @Test
    void requestsWithoutHuffman() {
        Hpack hpack = new Hpack();
        assertEquals(FIRST, read(hpack, "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d"));
        List<String> second = new ArrayList<>(FIRST);
        second.add("cache-control: no-cache");
        assertEquals(second, read(hpack, "8286 84be 5808 6e6f 2d63 6163 6865"));
    }

    /// C.4: the same, packed.
    @Test
    void requestsWithHuffman() {
        Hpack hpack = new Hpack();
        assertEquals(FIRST, read(hpack, "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff"));
        List<String> second = new ArrayList<>(FIRST);
        second.add("cache-control: no-cache");
        assertEquals(second, read(hpack, "8286 84be 5886 a8eb 1064 9cbf"));
        assertEquals(
                List.of(
                        ":method: GET",
                        ":scheme: https",
                        ":path: /index.html",
                        ":authority: www.example.com",
                        "custom-key: custom-value"),
                read(hpack, "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf"));
    }

    /// C.6, with a table of 256 bytes as its text asks for: what does not fit any more is forgotten.
    @Test
    void answersWhoseTableIsSmall() {
        Hpack hpack = new Hpack();
        // The size is changed to 256 first: 001 and five bits, 31 and 225 more.
        assertEquals(
                List.of(
                        ":status: 302",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:21 GMT",
                        "location: https://www.example.com"),
                read(
                        hpack,
                        "3fe101 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0"
                                + "82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3"));
        assertEquals(222, hpack.heldBytes());
        assertEquals(
                List.of(
                        ":status: 307",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:21 GMT",
                        "location: https://www.example.com"),
                read(hpack, "4883 640e ffc1 c0bf"));
        assertEquals(222, hpack.heldBytes());
    }

    /// An index that stands for nothing, a string longer than the block, a number without end, a wrong end of bits.
    @Test
    void damageEndsTheDirection() {
        for (String hex : List.of("ff00", "80", "4005 61", "7fffffffffffff01", "4081 00 00")) {
            Hpack hpack = new Hpack();
            assertNull(read(hpack, hex), hex);
            assertTrue(hpack.lost());
            assertNull(read(hpack, "82"), "nothing can be read after it");
        }
    }

    @Test
    void anyBytesAreReadWithoutHarm() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] block = new byte[random.nextInt(40)];
            random.nextBytes(block);
            new Hpack().read(new Cursor(block));
        }
    }
}

package earshot.dissect.stun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import earshot.bytes.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The test vectors of RFC 5769.
class StunMessageTest {
    private static final String REQUEST = // section 2.1
            """
            00010058 2112a442 b7e7a701bc34d686fa87dfae
            80220010 5354554e207465737420636c69656e74
            00240004 6e0001ff
            80290008 932ff9b151263b36
            00060009 6576746a3a68367659202020
            00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
            80280004 e57a3bcf""";

    private static final String RESPONSE = // section 2.2
            """
            0101003c 2112a442 b7e7a701bc34d686fa87dfae
            8022000b 7465737420766563746f7220
            00200008 0001a147e112a643
            00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
            80280004 c07d4c96""";

    private static final String LONG_TERM = // section 2.4
            """
            00010060 2112a442 78ad3433c6ad72c029da412e
            00060012 e3839ee38388e383aae38383e382afe382b90000
            0015001c 662f2f3439396b39353464364f4c33346f4c394653547679363473 41
            0014000b 6578616d706c652e6f726700
            00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666""";

    static Cursor cursor(String hex) {
        return new Cursor(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
    }

    private static List<String> attributes(String hex) {
        StunMessage message = StunMessage.at(cursor(hex), 0);
        List<String> all = new ArrayList<>();
        while (message.next())
            all.add(Integer.toHexString(message.attribute()) + ":"
                    + message.value().remaining());
        assertFalse(message.broken());
        return all;
    }

    @Test
    void attributesStandOneAfterTheOther() {
        assertEquals(List.of("8022:16", "24:4", "8029:8", "6:9", "8:20", "8028:4"), attributes(REQUEST));
        assertEquals(List.of("8022:11", "20:8", "8:20", "8028:4"), attributes(RESPONSE));
        assertEquals(List.of("6:18", "15:28", "14:11", "8:20"), attributes(LONG_TERM));
    }

    @Test
    void valuesAreWithoutTheirPadding() {
        StunMessage message = StunMessage.at(cursor(LONG_TERM), 0);
        message.next();
        Cursor name = message.value();
        assertEquals("マトリックス", name.text(name.remaining(), StandardCharsets.UTF_8));
    }

    @Test
    void testVectorsNameNoService() {
        for (String hex : List.of(REQUEST, RESPONSE, LONG_TERM)) assertNull(Mark.of(cursor(hex), 0));
    }

    @Test
    void shortenedMessagesAreNone() {
        byte[] whole = cursor(REQUEST).rest();
        for (int n = 0; n < whole.length; n++) assertNull(StunMessage.at(new Cursor(whole, 0, n), 0));
    }
}

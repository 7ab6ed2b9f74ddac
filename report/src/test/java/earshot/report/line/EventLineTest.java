package earshot.report.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLineTest {
    @Test
    void fieldsByName() {
        EventLine line = line("""
                {"type":"message","id":"ab-1-message-1","time":"2009-11-20T18:10:05.000000123Z","service":"aim",
                 "flow":{"client":"10.0.0.1:5"},"proof":[{"capture":"a.pcap","frames":"1-2"}],
                 "from":"ann","to":["bob","carl"],"gap":7,"truncated":true}""");
        assertEquals("message", line.type());
        assertEquals("ab-1-message-1", line.id());
        assertEquals(1_258_740_605_000_000_123L, line.time());
        assertEquals("10.0.0.1:5", line.text("flow", "client"));
        assertEquals(List.of(new Proof("a.pcap", "1-2")), line.proof());
        assertEquals(List.of("bob", "carl"), line.list("to"));
        assertEquals(List.of("ann"), line.list("from"));
        assertEquals(7, line.number("gap", 0));
        assertEquals(true, line.flag("truncated"));
    }

    @Test
    void whatIsNotThereOrOfAnotherKindHasNoValue() {
        EventLine line =
                line("{\"type\":5,\"to\":{\"a\":1},\"gap\":\"x\",\"time\":\"yesterday\",\"proof\":[1,{}],\"flow\":[]}");
        assertEquals("5", line.type());
        assertEquals(List.of(), line.list("to"));
        assertEquals(0, line.number("gap", 0));
        assertEquals(Long.MIN_VALUE, line.time());
        assertEquals(List.of(new Proof("", "")), line.proof());
        assertEquals("", line.text("flow", "client"));
        assertEquals("", line.text("room"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00.000000000Z",
                "2009-11-20T18:10:05.000000123Z",
                "2000-02-29T23:59:59.999999999Z",
                "1900-03-01T00:00:00.000000001Z",
                "1969-12-31T23:59:59.999999999Z",
                "2262-04-11T23:47:16.854775807Z",
                "2009-11-20T18:10:05Z"
            })
    void timesAreThoseOfTheLibrary(String text) {
        java.time.Instant instant = java.time.Instant.parse(text);
        assertEquals(
                java.time.temporal.ChronoUnit.NANOS.between(java.time.Instant.EPOCH, instant),
                line("{\"time\":\"" + text + "\"}").time());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2009-02-30T18:10:05.000000123Z",
                "2009-11-20T24:10:05.000000123Z",
                "2009-11-20T18:10:05.00000012xZ",
                "2009-11-20T18:10:05.-00000123Z",
                "9999-11-20T18:10:05.000000123Z"
            })
    void whatIsNoTimeHasNone(String text) {
        assertEquals(Long.MIN_VALUE, line("{\"time\":\"" + text + "\"}").time());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\":1}{", "{\"a\":1} x", "null", "{\"a\":tru}"})
    void whatIsNoObjectIsNoLine(String text) {
        assertNull(EventLine.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void deepNestingIsRefusedNotRecursedInto() {
        String deep = "{\"a\":" + "[".repeat(100_000);
        assertNull(EventLine.read(deep.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void masked() {
        assertEquals(
                "{\"type\":\"credential\",\"secret\":\"…\"}",
                json(line("{\"type\":\"credential\",\"secret\":\"pw\"}").masked()));
        assertEquals(
                "{\"type\":\"message\",\"text\":\"IDENTIFY …\",\"markup\":\"…\"}",
                json(
                        line("{\"type\":\"message\",\"text\":\"IDENTIFY p&w\",\"markup\":\"p&amp;w\",\"raw\":\"eA==\",\"secret\":\"p&w\"}")
                                .masked()));
        EventLine innocent = line("{\"type\":\"message\",\"text\":\"hi\"}");
        assertSame(innocent, innocent.masked());
    }

    @Test
    void writtenAsItWasRead() {
        String text = "{\"a\":[1,-2,true,null,\"\\u001b\\n\\u202e…\"],\"b\":{\"c\":-1.5},\"d\":[],\"e\":{}}";
        assertEquals(text, json(line(text)));
    }

    private static EventLine line(String json) {
        return EventLine.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(EventLine line) {
        return new String(line.json(), StandardCharsets.UTF_8);
    }
}

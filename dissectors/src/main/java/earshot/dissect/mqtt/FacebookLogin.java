package earshot.dissect.mqtt;

import earshot.bytes.Cursor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The login of Facebook's MQTT: a structure in Thrift's compact form, deflated. Field 4 holds a structure whose field
/// 1 is the user's number; field 5 is the access token.
record FacebookLogin(String user, String token) {
    private static final int MOST = 256 * 1024;
    private static final int STRUCTURE = 12, BINARY = 8, LIST = 9, SET = 10, MAP = 11;
    private static final int CLIENT_INFO = 4, USER = 1, TOKEN = 5, DEEPEST = 8;

    static FacebookLogin read(byte[] payload) {
        Reader reader = new Reader(new Cursor(inflated(payload)));
        reader.structure(0, 0);
        return new FacebookLogin(reader.user, reader.token);
    }

    /// What is deflated inflated, at most [#MOST] bytes; anything else as it is.
    static byte[] inflated(byte[] payload) {
        if (payload.length < 2 || payload[0] != 0x78) return payload;
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(payload);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            for (int n; out.size() < MOST && (n = inflater.inflate(piece)) > 0; ) out.write(piece, 0, n);
            return out.toByteArray();
        } catch (DataFormatException e) {
            return payload;
        } finally {
            inflater.end();
        }
    }

    /// Walks the fields: a byte with the step of the field's number and its kind, then the value.
    private static final class Reader {
        private final Cursor in;
        private String user = "", token = "";

        Reader(Cursor in) {
            this.in = in;
        }

        void structure(int inside, int depth) {
            int field = 0;
            while (in.remaining() > 0 && depth < DEEPEST) {
                int head = in.u8();
                if (head == 0) return;
                int step = head >> 4;
                field = step == 0 ? (int) number() >> 1 : field + step;
                if (!value(head & 15, inside, field, depth)) return;
            }
        }

        /// @return false where nothing can be read any more
        private boolean value(int kind, int inside, int field, int depth) {
            if (depth > DEEPEST) return false;
            switch (kind) {
                case 1, 2 -> {} // the kind is the value
                case 3 -> in.u8();
                case 4, 5, 6 -> {
                    long number = number();
                    number = number >>> 1 ^ -(number & 1);
                    if (inside == CLIENT_INFO && field == USER && number > 0) user = Long.toString(number);
                }
                case 7 -> in.skip(8);
                case BINARY -> {
                    int length = (int) Math.min(number(), in.remaining());
                    String text = in.text(length, StandardCharsets.UTF_8);
                    if (inside == 0 && field == TOKEN) token = text;
                }
                case LIST, SET -> {
                    int head = in.u8();
                    long count = head >> 4 == 15 ? number() : head >> 4;
                    for (long i = 0; i < count; i++) if (!element(head & 15, depth + 1)) return false;
                }
                case STRUCTURE -> structure(inside == 0 ? field : -1, depth + 1);
                default -> {
                    return kind == MAP && in.peek(0) == 0 && in.u8() == 0;
                }
            }
            return !in.truncated();
        }

        private boolean element(int kind, int depth) {
            if (kind <= 2) in.u8();
            return value(kind, -1, 0, depth) && in.remaining() > 0;
        }

        private long number() {
            long value = 0;
            for (int i = 0; i < 10; i++) {
                int digit = in.u8();
                value |= (long) (digit & 0x7f) << 7 * i;
                if ((digit & 0x80) == 0) break;
            }
            return value;
        }
    }
}

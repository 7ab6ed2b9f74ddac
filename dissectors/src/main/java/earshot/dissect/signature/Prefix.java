package earshot.dissect.signature;

import earshot.bytes.Cursor;
import earshot.dissect.Opening;
import earshot.flow.Direction;
import java.util.HexFormat;

/// A connection whose client, and perhaps whose server, always begins with the same bytes.
///
/// @param client and server: values, -1 for any; empty where that side says nothing that counts
record Prefix(Sign sign, int[] client, int[] server) implements StreamSignature {
    /// LWP of DingTalk: a frame of the version 1.
    static final Prefix DINGTALK = certain("dingtalk", "lwp", "10?? 87800100 01000200 02646b03 0020", "");

    /// Skype's sign-on before 2014: stubs of TLS records without content.
    static final Prefix SKYPE_LOGIN = certain("skype", "skype", "1603010000", "1703010000");

    /// Skype on port 443: a hello of SSL 2 whose challenge is always the same, and a server hello that is too.
    static final Prefix SKYPE_HELLO =
            certain("skype", "skype", "80460103 01002d00 00001000 0005", "16030100 4a020000 46030140 1be486");

    /// LINE's LEGY before HTTP/2: SPDY 2 without TLS, which nobody else spoke.
    static final Prefix LINE = probable("line", "legy", "80020001", "80020004");

    private static Prefix certain(String service, String protocol, String client, String server) {
        return new Prefix(Sign.certain(service, protocol), values(client), values(server));
    }

    private static Prefix probable(String service, String protocol, String client, String server) {
        return new Prefix(Sign.probable(service, protocol), values(client), values(server));
    }

    private static int[] values(String hex) {
        String digits = hex.replace(" ", "");
        int[] values = new int[digits.length() / 2];
        for (int i = 0; i < values.length; i++) {
            String two = digits.substring(2 * i, 2 * i + 2);
            values[i] = two.equals("??") ? -1 : HexFormat.fromHexDigits(two);
        }
        return values;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        int[] expected = side == Direction.CLIENT ? client : server;
        return expected.length == 0 || expected[0] == firstByte;
    }

    @Override
    public Sign of(Opening opening) {
        if (!opening.fromStart()) return Sign.NO;
        if (opening.bytes(Direction.CLIENT).remaining() == 0
                && opening.bytes(Direction.SERVER).remaining() > 0) {
            return Sign.NO;
        }
        int said = agreeing(opening.bytes(Direction.CLIENT), client);
        int answered = agreeing(opening.bytes(Direction.SERVER), server);
        if (said < 0 || answered < 0) return Sign.NO;
        return said == client.length && answered == server.length ? sign : Sign.MORE;
    }

    /// How many of the values are there; -1 where a byte is another.
    private static int agreeing(Cursor in, int[] values) {
        for (int i = 0; i < values.length; i++) {
            int b = in.peek(i);
            if (b < 0) return i;
            if (values[i] >= 0 && values[i] != b) return -1;
        }
        return values.length;
    }
}

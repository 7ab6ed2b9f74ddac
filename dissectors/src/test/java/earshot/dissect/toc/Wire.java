package earshot.dissect.toc;

import earshot.kit.Dialogue;
import java.nio.charset.StandardCharsets;

/// What TOC programs put on the wire, for dialogues.
final class Wire {
    static final byte[] FLAPON = "FLAPON\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /// Version 1.
    static final byte[] HELLO = {0, 0, 0, 1};

    private Wire() {}

    static byte[] frame(int channel, int sequence, byte[] payload) {
        byte[] frame = new byte[6 + payload.length];
        frame[0] = '*';
        frame[1] = (byte) channel;
        frame[2] = (byte) (sequence >> 8);
        frame[3] = (byte) sequence;
        frame[4] = (byte) (payload.length >> 8);
        frame[5] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }

    /// A line of the client: NUL ends it.
    static byte[] said(String line) {
        return frame(2, 0x4811, (line + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /// A line of the server: nothing ends it.
    static byte[] answered(String line) {
        return frame(2, 0x0102, line.getBytes(StandardCharsets.UTF_8));
    }

    /// The client's first frame: version 1, tag 1, the name.
    static byte[] hello(String name) {
        byte[] payload = new byte[8 + name.length()];
        payload[3] = 1;
        payload[5] = 1;
        payload[7] = (byte) name.length();
        System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, payload, 8, name.length());
        return frame(1, 0x4810, payload);
    }

    /// Ann has signed on with the password `hunter2`.
    static Dialogue signedOn(int port) {
        return Dialogue.tcp(port)
                .client(FLAPON)
                .server(frame(1, 0, HELLO))
                .client(hello("ann"))
                .client(said("toc_signon login.oscar.aol.com 5190 ann 0x3c1c0d5b311d51 english \"TIC:TiK 0.90\""))
                .server(answered("SIGN_ON:TOC1.0"));
    }

    /// The middle of a connection.
    static Dialogue middle() {
        return Dialogue.tcp(9898).midStream();
    }
}

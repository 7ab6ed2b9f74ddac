package earshot.dissect.mqtt;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// MQTT; the package says what is covered.
public final class Mqtt implements Dissector {
    /// Packets that must follow each other without a byte between them, in a connection joined in the middle.
    private static final int CHAIN = 3;

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.CLIENT ? firstByte == 0x10 : firstByte == 0x20 || firstByte == 0xf0;
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (opening.fromStart()) return client.remaining() == 0 ? Verdict.MORE : connect(client);
        if (connect(client) == Verdict.YES) return Verdict.YES;
        Verdict one = chain(client), other = chain(server);
        if (one == Verdict.YES || other == Verdict.YES) {
            return asksAsClient(server) || answersAsServer(client) ? Verdict.REVERSED : Verdict.YES;
        }
        return one == Verdict.NO && other == Verdict.NO ? Verdict.NO : Verdict.MORE;
    }

    /// CONNECT, and the protocol's name within its first bytes.
    private static Verdict connect(Cursor in) {
        if (in.peek(0) != Packet.CONNECT << 4) return Verdict.NO;
        long length = Packet.length(in);
        if (length == Dissection.LOST) return Verdict.NO;
        if (length == Dissection.MORE) return Verdict.MORE;
        int at = Packet.header(in);
        if (in.remaining() < at + 9) return in.peek(at) > 0 ? Verdict.NO : Verdict.MORE;
        boolean name =
                in.startsWith(at, "\0\4MQTT") || in.startsWith(at, "\0\6MQIsdp") || in.startsWith(at, "\0\6MQTToT");
        return name ? Verdict.YES : Verdict.NO;
    }

    /// Whether whole packets follow each other here, one of them a PUBLISH.
    private static Verdict chain(Cursor in) {
        if (in.remaining() == 0) return Verdict.MORE;
        boolean published = false;
        int at = 0;
        for (int n = 0; n < CHAIN; n++) {
            Cursor packet = in.copy();
            packet.skip(at);
            long length = Packet.length(packet);
            if (length == Dissection.LOST || length > Packet.LONGEST) return Verdict.NO;
            if (length == Dissection.MORE || packet.remaining() < length) return Verdict.MORE;
            if (packet.peek(0) >> 4 == Packet.PUBLISH && !Packet.isPublish(in, at)) return Verdict.NO;
            published |= packet.peek(0) >> 4 == Packet.PUBLISH;
            at += (int) length;
        }
        return published ? Verdict.YES : Verdict.NO;
    }

    private static boolean asksAsClient(Cursor in) {
        return begins(in, Packet.SUBSCRIBE) || begins(in, Packet.UNSUBSCRIBE) || begins(in, Packet.PINGREQ);
    }

    private static boolean answersAsServer(Cursor in) {
        return begins(in, Packet.SUBACK) || begins(in, Packet.UNSUBACK) || begins(in, Packet.PINGRESP);
    }

    /// Whether one of the first packets is of this type.
    private static boolean begins(Cursor in, int type) {
        int at = 0;
        for (int n = 0; n <= CHAIN; n++) {
            Cursor packet = in.copy();
            packet.skip(at);
            if (packet.peek(0) >> 4 == type) return true;
            long length = Packet.length(packet);
            if (length <= 0 || length > packet.remaining()) return false;
            at += (int) length;
        }
        return false;
    }

    @Override
    public Dissection begin(Out out) {
        return new MqttFlow(out);
    }
}

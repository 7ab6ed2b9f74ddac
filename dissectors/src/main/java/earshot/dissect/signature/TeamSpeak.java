package earshot.dissect.signature;

/// TeamSpeak 3: every packet of the opening handshake, in both directions, begins `TS3INIT1`.
final class TeamSpeak implements DatagramSignature {
    @Override
    public boolean mayBegin(int firstByte) {
        return firstByte == 'T';
    }

    @Override
    public Sign of(Datagram now, Datagram before) {
        return now.bytes().startsWith("TS3INIT1") ? Sign.certain("teamspeak", "teamspeak") : Sign.NO;
    }
}

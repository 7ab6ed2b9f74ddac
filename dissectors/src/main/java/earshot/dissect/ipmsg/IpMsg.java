package earshot.dissect.ipmsg;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;

/// IP Messenger: datagrams between machines, and the fetching of files.
public final class IpMsg implements Dissector {
    /// Where an offer is found: by the address that serves the file, the message's number and the file's.
    static String key(Object address, long message, long file) {
        return "ipmsg " + address + " " + message + " " + file;
    }

    @Override
    public String name() {
        return "ipmsg";
    }

    @Override
    public boolean over(Transport transport) {
        return true;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == '1';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT);
        if (opening.flow().transport == Transport.UDP) {
            boolean any = Command.head(client) > 0 || Command.head(opening.bytes(Direction.SERVER)) > 0;
            return any ? Verdict.YES : Verdict.NO;
        }
        if (client.remaining() == 0)
            return opening.bytes(Direction.SERVER).remaining() == 0 ? Verdict.MORE : Verdict.NO;
        if (!opening.fromStart()) return Verdict.NO;
        int head = Command.head(client);
        if (head <= 0) return head == 0 ? Verdict.MORE : Verdict.NO;
        int what = Command.read(client).what();
        return what == Command.GET_FILE || what == Command.GET_FOLDER ? Verdict.YES : Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        return out.flow().transport == Transport.UDP ? new Datagrams(out) : new Fetching(out);
    }
}

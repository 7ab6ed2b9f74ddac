package earshot.dissect.sametime;

import earshot.bytes.Cursor;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.Seen;
import earshot.flow.Direction;

/// Files: each on a channel of its own, made by the sender with the file's name and size.
final class Files {
    private static final int TRANSFER = 1;

    private final Link link;

    Files(Link link) {
        this.link = link;
    }

    private Account from(Channel channel) {
        return channel.creator == Direction.CLIENT ? link.own() : peer(channel);
    }

    private Account to(Channel channel) {
        return channel.creator == Direction.CLIENT ? peer(channel) : link.own();
    }

    private Account peer(Channel channel) {
        return channel.peer.isNone() ? link.out.unnamed(Direction.SERVER) : channel.peer;
    }

    /// `u32, S name, S message, u32 size, u32, u16`.
    void offered(Channel channel, Cursor in) {
        in.skip(4);
        String name = Blocks.string(in);
        Blocks.string(in);
        long size = in.u32();
        if (in.truncated()) return;
        channel.fileName = name;
        channel.fileSize = size;
        emit(channel, link.seen(), State.OFFERED, null);
    }

    void accepted(Channel channel) {
        if (channel.fileSize >= 0) emit(channel, link.seen(), State.ACCEPTED, null);
    }

    void sent(Channel channel, Direction from, int type, byte[] data) {
        if (type != TRANSFER || from != channel.creator) return;
        if (channel.file == null) channel.file = link.out.recover();
        channel.last = link.seen();
        channel.proof.add(channel.last.frames());
        channel.file.write(data, 0, data.length);
    }

    /// The channel is gone; what came is kept.
    void over(Channel channel) {
        if (channel.file == null) return;
        boolean whole = channel.fileSize < 0 || channel.file.written() == channel.fileSize;
        Recovered recovered = channel.file.finish(channel.fileSize);
        channel.file = null;
        Seen seen = channel.last.withFrames(channel.proof.frames());
        emit(channel, seen, whole ? State.COMPLETE : State.PARTIAL, recovered);
    }

    /// The channel was closed with an error before anything was sent on it.
    void declined(Channel channel) {
        if (channel.service == Channel.FILE && channel.last == null) emit(channel, link.seen(), State.DECLINED, null);
    }

    private void emit(Channel channel, Seen seen, State state, Recovered recovered) {
        link.out.emit(new FileTransfer(
                seen, from(channel), to(channel), channel.fileName, channel.fileSize, state, recovered, ""));
    }
}

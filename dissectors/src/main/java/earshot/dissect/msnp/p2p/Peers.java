package earshot.dissect.msnp.p2p;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer.Offer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// What peers send each other through one connection: pieces become MSNSLP messages or files.
///
/// Holds at most [#MOST] unfinished messages; of more, the oldest is given up.
public final class Peers {
    /// Where others find the offer that a session carries out.
    static final String KEY = "msn-session ";
    /// Longer MSNSLP messages are not read: an invitation with a preview has about 30,000 bytes.
    private static final int LONGEST = 128 * 1024;
    private static final int MOST = 32;

    /// A message being put together.
    private static final class Pending {
        /// Of version 2 each piece tells what follows it: with this, where it belongs.
        final long total;
        final byte[] slp;
        final Transfer transfer;
        int reached;

        Pending(long total, byte[] slp, Transfer transfer) {
            this.total = total;
            this.slp = slp;
            this.transfer = transfer;
        }
    }

    private final Out out;
    private final Sessions sessions;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private int held;

    public Peers(Out out) {
        this.out = out;
        this.sessions = new Sessions(out);
    }

    /// A packet that a server carries, with the four bytes after it.
    public void relayed(Account from, Account to, byte[] body) {
        Packet packet = Packet.read(body, Packet.FOOTER);
        if (packet != null) heard(from, to, packet, false);
        else out.anomaly("p2p-packet-not-understood", body.length + " bytes");
    }

    /// MSNSLP as it is sent by way of the notification server.
    public void signalled(Account from, Account to, byte[] body) {
        Slp slp = Slp.read(body);
        if (slp != null) sessions.slp(from, to, slp);
    }

    /// A packet on a direct connection.
    void direct(Account from, Account to, byte[] body) {
        Packet packet = Packet.read(body, 0);
        if (packet != null) heard(from, to, packet, true);
        else out.anomaly("p2p-packet-not-understood", body.length + " bytes");
    }

    private void heard(Account from, Account to, Packet packet, boolean direct) {
        if (packet.isControl()) return;
        String key = Names.key(from.id()) + ' ' + packet.session() + ' ' + packet.message();
        Pending message = pending.get(key);
        if (message == null) {
            message = begin(key, from, to, packet);
            if (message == null) return;
        }
        long offset = packet.offset() >= 0 ? packet.offset() : message.total - ~packet.offset() - packet.data().length;
        if (message.slp == null) {
            message.transfer.add(packet, offset, direct);
            if (message.transfer.over()) pending.remove(key);
        } else {
            text(key, message, from, to, packet, offset);
        }
    }

    private Pending begin(String key, Account from, Account to, Packet packet) {
        // The first piece is missing, and only that tells how long the message is.
        if (packet.total() < 0) return null;
        Pending message;
        if (packet.session() == 0) {
            if (packet.total() > LONGEST) {
                out.anomaly("p2p-message-too-long", "MSNSLP of " + packet.total() + " bytes");
                return null;
            }
            message = new Pending(packet.total(), new byte[(int) packet.total()], null);
            held += message.slp.length;
        } else {
            Offer offer = sessions.offer(packet.session());
            // Four zeros say that the other side is ready; what is neither of a file nor of an object is a call's.
            boolean content = packet.isContent() || offer != null && packet.total() == offer.size();
            if (!content || packet.total() == 4 && (offer == null || offer.size() != 4)) return null;
            String claim = offer == null ? KEY + packet.session() : "";
            Offer made = offer != null ? offer : new Offer(from, to, "", packet.total());
            message = new Pending(packet.total(), null, new Transfer(out, made, claim, packet.total()));
        }
        if (pending.size() == MOST) giveUp();
        pending.put(key, message);
        return message;
    }

    private void giveUp() {
        Iterator<Pending> oldest = pending.values().iterator();
        Pending message = oldest.next();
        oldest.remove();
        if (message.slp != null) held -= message.slp.length;
        else message.transfer.finish();
    }

    private void text(String key, Pending message, Account from, Account to, Packet packet, long offset) {
        byte[] data = packet.data();
        if (offset < 0 || offset + data.length > message.slp.length) {
            out.anomaly("p2p-offset-overrun", "a chunk at " + offset + " of a message of " + message.total + " bytes");
            return;
        }
        // What is beyond a hole will be sent again after it; never more than what is there is read.
        if (offset > message.reached) return;
        System.arraycopy(data, 0, message.slp, (int) offset, data.length);
        message.reached = Math.max(message.reached, (int) offset + data.length);
        if (message.reached < message.slp.length) return;
        pending.remove(key);
        held -= message.slp.length;
        Slp slp = Slp.read(message.slp);
        if (slp != null) sessions.slp(from, to, slp);
    }

    public int heldBytes() {
        return held;
    }

    /// Nothing more will come: what is unfinished is said.
    public void end() {
        for (Pending message : pending.values()) if (message.transfer != null) message.transfer.finish();
        pending.clear();
        held = 0;
    }
}

package earshot.dissect;

import earshot.event.Account;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Flow;
import earshot.flow.Flow.Transport;
import earshot.services.Match;
import earshot.services.Role;
import earshot.services.Services;

/// What a dissection may say and ask. One for each reading of a flow.
public interface Out {
    /// The flow being read.
    Flow flow();

    /// Where and when the message being read was seen, with the protocol, service and network as set so far.
    /// Outside a
    /// call of `message` or `body`: of the last one.
    Seen seen();

    /// What is said from now on, until the next message or piece of a body, is proven by these frames too: those of
    /// earlier pieces of what is now complete.
    void proven(Frames earlier);

    /// Somebody who reads a part of what this dissection reads (the exchanges of one service, in HTTP), with a
    /// protocol, service and network of its own. How to go on is not its to ask.
    ///
    /// @param via what the part goes through besides, "" for nothing
    Out part(String via, String protocol);

    /// The unnamed party of this side: `?` and its host's address.
    default Account unnamed(Direction side) {
        return Account.unnamed(flow().endpoint(side).address().toString());
    }

    // What the flow is.

    /// Sets the service id that [#seen] carries from now on.
    void service(String id);

    /// Sets the network that [#seen] carries from now on.
    void network(String name);

    /// This really is the protocol: nothing else could have sent that. Anomalies are held back until then. Says
    /// once (and again when the service or the confidence changes) which service the flow belongs to, where
    /// [#service] has set one.
    ///
    /// @param encrypted whether the content is hidden. A flow that hides it, and of which no [#name] was seen, may
    ///     later be named by DNS answers and by its neighbours.
    void confirm(String evidence, Confidence confidence, boolean encrypted);

    /// What the other end is called, where that is said in clear: the server name of TLS or QUIC, a name in its
    /// certificate, HTTP's host, a proxy's target. Whose it is stands in the knowledge base; a name that says it by
    /// itself names the flow's service. Any name at all, also one that nobody knows, forbids guesses by DNS answers
    /// and neighbours: so a name that is known to be a cover (ECH) is not said here.
    ///
    /// @param by the kind of evidence: `sni`, `cert`, `host`; `connect` and `socks` for the target of a proxy
    /// @return what the knowledge base says of the name, null for nothing
    Match name(String by, String name, boolean encrypted);

    /// The knowledge base that [#name] asks, for who must weigh several names before saying one.
    Services services();

    /// Sets what the flow is for: calls are told from chat.
    void role(Role role);

    /// Something that supports what is said of the service but proves nothing by itself: `ja4:…`, `alpn:…`. Goes
    /// into the next identification. Bounded.
    void evidence(String support);

    /// This is not the protocol after all: the flow goes back to recognition without it. Events already emitted
    /// stand,
    /// so reject before emitting.
    void reject(String reason);

    /// The name under which this dissection speaks from now on: one that recognises several protocols learns only
    /// from the content which it is.
    void protocol(String name);

    /// Enough is known: what follows on this flow is only counted. For services whose content cannot be read.
    void enough();

    // What was seen.

    void emit(ImEvent event);

    /// Something is not as it should be. Bounded for each flow and kind, the rest counted.
    ///
    /// @param what a stable kebab-case name: `tlv-overrun`
    /// @param detail which field lied: `TLV 0x0002 says 900 bytes, 31 remain`
    void anomaly(String what, String detail);

    // How to go on.

    /// The next `length` bytes of this direction, after the current message, are a body: they go to
    /// [Dissection#body]
    /// as they arrive.
    /// `Long.MAX_VALUE`: all that follows. Zero: [Dissection#bodyEnd] at once.
    void body(Direction from, long length);

    /// After the current message the bytes of both directions are somebody else's: the next opener's, from the
    /// first
    /// byte not read yet.
    void handOver(String protocol, Opener next);

    /// After the current message both directions are a connection of their own, inside this one: recognised anew.
    ///
    /// @param via what it goes through, for event lines: `socks5 irc.example:6667`
    void peel(String via);

    /// A connection inside this one whose bytes are not this one's (compressed, encrypted, encoded): recognised
    /// anew,
    /// or read by `opener`
    /// where it is not null. Bytes pushed into it are proven by the frames of the message being read.
    Inner inner(String via, String protocol, Opener opener);

    interface Inner {
        void data(Direction from, byte[] bytes, int offset, int length);

        void gap(Direction from, long bytes);

        void end();

        /// Whether anybody still reads it: false once it is recognised as nothing that is read.
        boolean wanted();
    }

    // What other flows must know.

    /// A flow that is *born later* with this endpoint on either side is read by `opener`, in preference to its
    /// content.
    ///
    /// @param address null: any address on a flow with that port where the other fact fits no better; prefer a
    ///     real one
    /// @param seconds how long to wait, in packet time
    void expect(Transport transport, Address address, int port, long seconds, String protocol, Opener opener);

    /// This key stands for this value in all flows of the source: an [Account] for those who claim it
    /// ([Account#claiming]), an
    /// [ImEvent.FileTransfer.Offer] for files whose bytes travel elsewhere, for [ImEvent.Message#roomClaim] a
    /// String, the room's name, or a List of the accounts whose conversation it is. Known from this event on; later
    /// binding wins. [Account#NONE]: the key stands for nobody any more.
    void bind(String key, Object value);

    /// A name server told the flow's client so, or by multicast everybody: later flows to that address that hide
    /// whose they are may be named by it.
    void answer(Answer answer);

    // Files.

    /// Begins to recover a file. The caller emits the [ImEvent.FileTransfer] with what [Recovery#finish] gives.
    Recovery recover();
}

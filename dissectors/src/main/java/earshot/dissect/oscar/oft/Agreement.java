package earshot.dissect.oscar.oft;

import earshot.dissect.Opener;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer.Offer;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Endpoint;
import java.util.HexFormat;

/// What two accounts agreed over the server before their programs connect to each other.
///
/// @param cookie the eight bytes that tie the connection to the proposal
/// @param listener who waits at the proposed address: whoever made this proposal
/// @param connector who is to connect there
/// @param offer the file, or for direct IM only its parties
public record Agreement(byte[] cookie, Account listener, Account connector, Offer offer) {

    /// Under which key the offer is bound for flows with this address. Cookies alone will not do: clients
    /// make them from few digits, some from a generator that always starts the same.
    public static String key(byte[] cookie, Address address) {
        return "oft:" + HexFormat.of().formatHex(cookie) + "@" + address;
    }

    /// Reads a connection to (or, rarely, from) the address that was proposed.
    public Opener listeningAt(Address address, int port) {
        Endpoint place = new Endpoint(address, port);
        return out -> {
            boolean server = out.flow().server().equals(place);
            Direction side = server ? Direction.SERVER : Direction.CLIENT;
            return new PeerDissection(out, Parties.of(side, listener, connector), this);
        };
    }
}

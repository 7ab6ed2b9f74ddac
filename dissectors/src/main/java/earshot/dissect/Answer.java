package earshot.dissect;

import earshot.flow.Address;

/// What a name server said: flows to an address may be named by it.
public sealed interface Answer {
    /// The name as it was asked for.
    String name();

    /// How long it stays true.
    long seconds();

    /// The name, or one that it is an alias of, stands for this address.
    ///
    /// @param alias where the chain of aliases ended, the name itself where there was none
    record Host(String name, String alias, Address address, long seconds) implements Answer {}

    /// The service of this name (`_xmpp-client._tcp.example.org`) is offered by a host on a port (RFC 2782).
    record Place(String name, String host, int port, long seconds) implements Answer {}
}

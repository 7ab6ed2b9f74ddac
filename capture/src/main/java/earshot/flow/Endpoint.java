package earshot.flow;

/// An address and a port.
public record Endpoint(Address address, int port) {
    /// `192.0.2.1:80`, `[2001:db8::1]:80`.
    @Override
    public String toString() {
        return (address.v6() ? "[" + address + "]:" : address + ":") + port;
    }
}

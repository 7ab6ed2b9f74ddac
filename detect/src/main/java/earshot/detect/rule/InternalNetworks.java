package earshot.detect.rule;

import earshot.flow.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Which addresses belong to the house.
final class InternalNetworks {
    private record Network(Address base, int bits) {
        boolean holds(Address address) {
            if (address.v6() != base.v6()) return false;
            int skip = base.v6() ? 0 : 96;
            int length = skip + bits;
            long high = length <= 0 ? 0 : length >= 64 ? -1L : -1L << 64 - length;
            long low = length <= 64 ? 0 : length >= 128 ? -1L : -1L << 128 - length;
            return ((address.high() ^ base.high()) & high) == 0 && ((address.low() ^ base.low()) & low) == 0;
        }
    }

    private final List<Network> networks = new ArrayList<>();

    /// @param cidr such as `10.0.0.0/8`; what is none is an error of the policy
    InternalNetworks(Collection<String> cidr) {
        for (String one : cidr) {
            int slash = one.indexOf('/');
            if (slash < 0) throw new IllegalArgumentException("not a network: " + one);
            networks.add(
                    new Network(Address.parse(one.substring(0, slash)), Integer.parseInt(one.substring(slash + 1))));
        }
    }

    boolean holds(Address address) {
        for (Network network : networks) if (network.holds(address)) return true;
        return false;
    }
}

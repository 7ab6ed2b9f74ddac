package earshot.policy;

import earshot.flow.Address;
import java.util.ArrayList;
import java.util.List;

/// Ranges of addresses.
public final class Networks {
    /// RFC 1918, RFC 4193, link-local and loopback.
    public static final Networks PRIVATE = of(List.of(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "127.0.0.0/8",
            "fc00::/7",
            "fe80::/10",
            "::1/128"));

    private record Range(Address address, int bits) {
        boolean holds(Address other) {
            if (other.v6() != address.v6()) return false;
            if (!other.v6()) return bits == 0 || (other.low() ^ address.low()) >>> 32 - bits == 0;
            if (bits <= 64) return bits == 0 || (other.high() ^ address.high()) >>> 64 - bits == 0;
            return other.high() == address.high()
                    && (bits == 128 ? other.low() == address.low() : (other.low() ^ address.low()) >>> 128 - bits == 0);
        }
    }

    private final List<Range> ranges;

    private Networks(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /// @param cidrs `ADDRESS/BITS` or a single address
    /// @throws IllegalArgumentException where one is not written so, with it as the message
    public static Networks of(List<String> cidrs) {
        List<Range> ranges = new ArrayList<>();
        for (String cidr : cidrs) {
            int slash = cidr.indexOf('/');
            Address address = Address.parse(slash < 0 ? cidr : cidr.substring(0, slash));
            if (address == null) throw new IllegalArgumentException(cidr);
            int most = address.v6() ? 128 : 32;
            String bits = slash < 0 ? "" + most : cidr.substring(slash + 1);
            if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) throw new IllegalArgumentException(cidr);
            ranges.add(new Range(address, Integer.parseInt(bits)));
        }
        return new Networks(ranges);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean hold(Address address) {
        for (Range range : ranges) if (range.holds(address)) return true;
        return false;
    }
}

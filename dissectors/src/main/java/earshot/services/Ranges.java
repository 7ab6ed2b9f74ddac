package earshot.services;

import earshot.flow.Address;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Finds the longest range of addresses that holds an address.
final class Ranges {
    private final TreeMap<Integer, Map<Address, Match>> v4 = new TreeMap<>(), v6 = new TreeMap<>();

    /// @param cidr `ADDRESS/BITS`
    /// @return false where it is not written so
    boolean put(String cidr, Match match) {
        int slash = cidr.indexOf('/');
        Address address = Address.parse(slash < 0 ? cidr : cidr.substring(0, slash));
        if (address == null) return false;
        int most = address.v6() ? 128 : 32;
        int bits = slash < 0 ? most : number(cidr.substring(slash + 1));
        if (bits < 1 || bits > most) return false;
        (address.v6() ? v6 : v4).computeIfAbsent(-bits, _ -> new HashMap<>()).put(masked(address, bits), match);
        return true;
    }

    private static int number(String text) {
        if (text.isEmpty() || text.length() > 3) return -1;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') return -1;
            value = value * 10 + c - '0';
        }
        return value;
    }

    /// @return null where no range holds it
    Match find(Address address) {
        for (var length : (address.v6() ? v6 : v4).entrySet()) {
            Match match = length.getValue().get(masked(address, -length.getKey()));
            if (match != null) return match;
        }
        return null;
    }

    private static Address masked(Address address, int bits) {
        if (!address.v6()) return new Address(0, address.low() & -1L << 32 - bits, false);
        long high = bits >= 64 ? address.high() : address.high() & -1L << 64 - bits;
        long low = bits <= 64 ? 0 : bits == 128 ? address.low() : address.low() & -1L << 128 - bits;
        return new Address(high, low, true);
    }
}

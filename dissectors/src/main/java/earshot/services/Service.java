package earshot.services;

import java.util.List;

/// A service of messaging, for lists. Text is "" and lists are empty where nothing is known.
///
/// @param id as in event lines
/// @param use `consumer`, `enterprise`, `federated` or `p2p`
/// @param security how what is said is protected, in words
/// @param protocols wire protocols, as event lines name them
/// @param hosts in the order of the data
/// @param ranges addresses in CIDR notation
public record Service(
        String id,
        String title,
        String operator,
        String use,
        String era,
        Encrypted encrypted,
        String security,
        List<String> protocols,
        List<Host> hosts,
        List<Integer> tcpPorts,
        List<Integer> udpPorts,
        List<Range> ranges,
        List<String> notes) {
    /// Whether what is said can be read on the wire.
    public enum Encrypted {
        NO,
        MIXED,
        YES
    }

    /// @param name it and all names below it; `*` stands for any characters
    /// @param sources where it can be looked up
    public record Host(String name, Role role, Strength strength, List<String> sources) {}

    /// @param strength [Strength#SHARED] where nothing else is there, else [Strength#WEAK]
    public record Range(String cidr, Strength strength) {}
}

package earshot.live;

/// What became of the packets of an interface since listening began.
///
/// @param read packets that were read
/// @param ringDrops packets that the kernel's ring had no place for
/// @param interfaceDrops packets that the interface or its driver lost, where it says so; -1 where it does not
/// @param freezes how often the ring was full
public record Counts(String interfaceName, long read, long ringDrops, long interfaceDrops, long freezes) {}

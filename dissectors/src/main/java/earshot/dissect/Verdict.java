package earshot.dissect;

/// What a dissector makes of the first bytes of a flow.
public enum Verdict {
    /// This is not the protocol, whatever follows.
    NO,
    /// It may be; more bytes are needed, of either direction.
    MORE,
    /// It is.
    YES,
    /// It is, but the client is the side that was taken for the server. Only for flows whose beginning was not
    /// seen.
    REVERSED
}

package earshot.services;

/// How much a name or an address says about the service.
public enum Strength {
    /// It belongs to the operator, who does much else: alone it proves nothing.
    WEAK,
    /// A name of a product of which messaging is a part that names cannot tell apart; of addresses, those that serve
    /// nothing but the service, yet say so no better than a guess.
    SHARED,
    /// It belongs to this service and nothing else.
    SURE
}

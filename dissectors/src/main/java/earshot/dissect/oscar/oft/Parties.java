package earshot.dissect.oscar.oft;

import earshot.event.Account;
import earshot.flow.Direction;

/// The accounts at the two ends of a connection; [Account#NONE] where one is not known.
record Parties(Account client, Account server) {
    static final Parties UNKNOWN = new Parties(Account.NONE, Account.NONE);

    static Parties of(Direction side, Account there, Account other) {
        return side == Direction.CLIENT ? new Parties(there, other) : new Parties(other, there);
    }

    Account at(Direction side) {
        return side == Direction.CLIENT ? client : server;
    }

    Parties with(Direction side, Account account) {
        return of(side, account, at(side.other()));
    }
}

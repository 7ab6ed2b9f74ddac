package earshot.detect;

import java.time.Duration;
import java.util.Set;

/// Every threshold of the detectors, by name. [#DEFAULT] is what runs where the user sets nothing; a policy file
/// may set any of them.
///
/// @param decoys accounts nobody has a reason to write to, as their service writes them
/// @param names names that only their owners may bear or resemble
public record Tuning(
        Set<String> decoys,
        Set<String> names,
        Worms worms,
        Accounts accounts,
        Floods floods,
        Bots bots,
        Strangers strangers,
        Fields fields) {
    public static final Tuning DEFAULT = new Tuning(
            Set.of(),
            Set.of(),
            Worms.DEFAULT,
            Accounts.DEFAULT,
            Floods.DEFAULT,
            Bots.DEFAULT,
            Strangers.DEFAULT,
            Fields.DEFAULT);

    public Tuning {
        decoys = Set.copyOf(decoys);
        names = Set.copyOf(names);
    }

    /// The same with these decoys and protected names.
    public Tuning with(Set<String> decoys, Set<String> names) {
        return new Tuning(decoys, names, worms, accounts, floods, bots, strangers, fields);
    }

    /// How worms are told from people. The weights are explained in [earshot.detect.worm].
    ///
    /// @param alarm evidence that all who pass a payload on must add up to
    /// @param passedOn evidence that those who had received it before must add up to
    /// @param quick nobody pastes into another window faster, again and again
    /// @param brisk somebody in a hurry does
    /// @param answer an answer that follows a message within this is a machine's when it happens again and again
    /// @param executables contacts who are offered the same program by one account within `burst`
    /// @param disguised the same, of a program that pretends to be something else
    /// @param burst how long a single account's sending counts as one
    /// @param memory how long a payload that nobody sends is remembered
    /// @param ordinary accounts that come up with the same thing by themselves: then it is no secret of a worm
    /// @param payloads ceiling of payloads remembered at a time
    /// @param sightings ceiling of remembered (payload, receiver) pairs
    public record Worms(
            double alarm,
            double passedOn,
            Duration quick,
            Duration brisk,
            Duration answer,
            int executables,
            int disguised,
            Duration burst,
            Duration memory,
            int ordinary,
            int payloads,
            int sightings) {
        public static final Worms DEFAULT = new Worms(
                5.0,
                3.5,
                Duration.ofMillis(2500),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                4,
                3,
                Duration.ofMinutes(30),
                Duration.ofDays(7),
                4,
                40_000,
                200_000);
    }

    /// Stolen and imitated accounts.
    ///
    /// @param overlap two hosts use an account in turn within this
    /// @param takeover how soon a sign-on from elsewhere follows the forced end of a session
    /// @param claims two machines claim an address within this
    /// @param failures refused sign-ons of an account within `failing`
    /// @param failedAccounts accounts refused from one host within `failing`
    public record Accounts(
            Duration overlap, Duration takeover, Duration claims, int failures, int failedAccounts, Duration failing) {
        public static final Accounts DEFAULT = new Accounts(
                Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(1), 8, 5, Duration.ofMinutes(5));
    }

    /// How much is too much, within a burst of five seconds or within a minute.
    ///
    /// @param burst messages to one reader or room in five seconds
    /// @param minute messages to one reader or room in a minute
    /// @param crowd messages of several to one reader in a minute
    /// @param crowdSenders how many these several are
    /// @param shower messages to many readers in a minute, at least two to each on average
    /// @param requests contact requests and invitations of one account in a minute
    /// @param signOns sign-ons of one account in a minute
    /// @param joins times one account enters the same room in a minute
    /// @param renames changes of name in a minute
    public record Floods(
            int burst,
            int minute,
            int crowd,
            int crowdSenders,
            int shower,
            int requests,
            int signOns,
            int joins,
            int renames) {
        public static final Floods DEFAULT = new Floods(10, 30, 60, 10, 100, 20, 10, 10, 10);
    }

    /// Programs that take orders in a room.
    ///
    /// @param evidence what a room must add up to: two each for a topic that is an order, for orders that several
    ///     report on, for three names made by a program; one for a single such name
    /// @param names made by a program, that count as many
    public record Bots(int evidence, int names) {
        public static final Bots DEFAULT = new Bots(4, 3);
    }

    /// Strangers who write.
    ///
    /// @param readers who get a link from somebody not in their contact list
    /// @param oddReaders the same, of a link of a kind that people rarely send
    /// @param afterBlock messages after the reader blocked the writer
    /// @param probes questions about one account in an hour
    public record Strangers(int readers, int oddReaders, int afterBlock, int probes) {
        public static final Strangers DEFAULT = new Strangers(10, 5, 3, 20);
    }

    /// What old programs broke on.
    ///
    /// @param fileName characters of a file's name
    /// @param account characters of an account's name
    /// @param link characters of a link that a client acts upon by itself
    public record Fields(int fileName, int account, int link) {
        public static final Fields DEFAULT = new Fields(255, 256, 1024);
    }
}

package earshot.detect;

import java.time.Duration;
import java.util.Set;

/// Every threshold of the detectors, by name. [#DEFAULT] is what runs where the user sets nothing.
///
/// @param decoys accounts nobody has a reason to write to, as their service writes them
public record Tuning(Set<String> decoys, Worms worms) {
    public static final Tuning DEFAULT = new Tuning(Set.of(), Worms.DEFAULT);

    public Tuning {
        decoys = Set.copyOf(decoys);
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
                150_000,
                1_000_000);
    }
}

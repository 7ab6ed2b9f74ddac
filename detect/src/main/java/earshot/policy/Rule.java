package earshot.policy;

import earshot.event.ImEvent.Alert.Severity;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/// One rule of a policy: for whom and what it is, and what it says. What is empty asks nothing.
///
/// @param line where it stands in the file
/// @param features what for; empty for anything
/// @param direction whether the other side is one of ours
/// @param allow what it says
/// @param severity of the alert where it denies
public record Rule(
        String name,
        int line,
        Globs services,
        List<ClientRule> clients,
        Globs accounts,
        Globs people,
        Globs groups,
        Globs departments,
        Networks hosts,
        List<Hours> hours,
        ZoneId zone,
        Direction direction,
        Set<Feature> features,
        boolean allow,
        Severity severity) {
    public enum Direction {
        ANY,
        INSIDE,
        OUTSIDE
    }

    private enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /// @return true or false, null where that depends on what is not known
    Boolean fits(Use use, Networks internal) {
        boolean open = false;
        for (Answer answer : new Answer[] {
            services.isEmpty() || services.match(use.service()) ? Answer.YES : Answer.NO,
            features.isEmpty() || features.contains(use.feature()) ? Answer.YES : Answer.NO,
            hours.isEmpty() || hours.stream().anyMatch(one -> one.hold(use.time(), zone)) ? Answer.YES : Answer.NO,
            host(use),
            direction(use, internal),
            client(use),
            accounts.isEmpty()
                    ? Answer.YES
                    : use.account().isEmpty() ? Answer.UNKNOWN : answer(accounts.match(use.account())),
            person(use)
        }) {
            if (answer == Answer.NO || answer == Answer.UNKNOWN && use.sealed()) return false;
            open |= answer == Answer.UNKNOWN;
        }
        return open ? null : Boolean.TRUE;
    }

    private static Answer answer(boolean yes) {
        return yes ? Answer.YES : Answer.NO;
    }

    private Answer host(Use use) {
        if (hosts.isEmpty()) return Answer.YES;
        return use.host() == null ? Answer.UNKNOWN : answer(hosts.hold(use.host()));
    }

    private Answer direction(Use use, Networks internal) {
        if (direction == Direction.ANY) return Answer.YES;
        if (use.peer() == null) return Answer.UNKNOWN;
        return answer(internal.hold(use.peer()) == (direction == Direction.INSIDE));
    }

    private Answer client(Use use) {
        if (clients.isEmpty()) return Answer.YES;
        if (use.client().isEmpty()) return Answer.UNKNOWN;
        return answer(clients.stream().anyMatch(one -> one.fits(use.client(), use.version())));
    }

    private Answer person(Use use) {
        if (people.isEmpty() && groups.isEmpty() && departments.isEmpty()) return Answer.YES;
        if (use.account().isEmpty()) return Answer.UNKNOWN;
        // An account that the directory does not know is nobody's.
        Person person = use.person();
        if (person == null) return Answer.NO;
        return answer((people.isEmpty() || people.match(person.name()))
                && (departments.isEmpty() || departments.match(person.department()))
                && (groups.isEmpty() || person.groups().stream().anyMatch(groups::match)));
    }
}

package earshot.policy;

import java.util.List;

/// Somebody of the organisation.
///
/// @param reason why an account is taken to be this person's: `people.csv line 12`
public record Person(String name, String department, List<String> groups, String reason) {
    public Person {
        groups = List.copyOf(groups);
    }
}

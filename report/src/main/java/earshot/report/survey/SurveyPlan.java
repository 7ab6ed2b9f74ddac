package earshot.report.survey;

import earshot.policy.Hours;
import earshot.policy.Policy;
import java.time.ZoneId;
import java.util.List;

/// What the auditor wants.
///
/// @param from the period, nanoseconds since 1970-01-01 UTC, the first within
/// @param until the first not within
/// @param least groups of fewer accounts are not told apart
/// @param zone for hours of the week
/// @param working when work is done; empty: nothing is said of it
/// @param policy for who is who and what is inside
public record SurveyPlan(
        long from, long until, int least, ZoneId zone, List<Hours> working, Policy policy, Pseudonyms pseudonyms) {
    public SurveyPlan {
        working = List.copyOf(working);
    }
}

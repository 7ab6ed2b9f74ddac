package earshot.detect.outbreak;

import earshot.detect.Detector;
import earshot.detect.Detectors;
import earshot.event.ImEvent.Alert;
import earshot.event.ImEvent.Alert.Infection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Lets all detectors listen to an [Office], and compares what it says with what happened. Run by itself it
/// prints the table of the README: `Trial [seeds]`.
public final class Trial {
    /// What came of one run.
    ///
    /// @param detected whether an alert named infected accounts
    /// @param before accounts infected when the first such alert was raised, of `infected` in the end
    /// @param falseAlerts alerts most of whose subjects were not infected
    /// @param parents of the accounts in the last tree that were infected by somebody, how many have the right one
    public record Result(
            boolean detected,
            int before,
            int infected,
            int people,
            int falseAlerts,
            double userDays,
            int parents,
            int children,
            boolean first,
            List<String> wrong) {}

    /// These say what a single message holds; the office does send programs, and they are right to say so.
    private static final Set<String> OF_ONE_MESSAGE = Set.of("dangerous-file", "phishing-link", "disclosure");

    private Trial() {}

    public static Result of(Office.Worm worm, long seed) {
        List<Detector> detectors = Detectors.fresh();
        Map<String, Alert> last = new HashMap<>();
        int[] before = {-1};
        Office[] office = {null};
        office[0] = new Office(
                seed,
                worm,
                (event, id) -> detectors.forEach(detector -> detector.observe(event, id, alert -> {
                    last.put(alert.rule() + alert.key(), alert);
                    if (before[0] < 0 && about(alert, names(office[0])))
                        before[0] = office[0].infected().size();
                })));
        office[0].run();
        for (Detector detector : detectors) detector.end(alert -> last.put(alert.rule() + alert.key(), alert));
        return judge(office[0], last, before[0]);
    }

    private static Set<String> names(Office office) {
        Set<String> names = new HashSet<>();
        office.infected().values().forEach(infection -> names.add(infection.victim()));
        return names;
    }

    private static boolean about(Alert alert, Set<String> infected) {
        long right = alert.subjects().stream().filter(infected::contains).count();
        return alert.rule().equals("worm")
                && right > 0
                && right * 2 >= alert.subjects().size();
    }

    private static Result judge(Office office, Map<String, Alert> last, int before) {
        Set<String> infected = names(office);
        Map<String, String> from = new HashMap<>();
        office.infected().values().forEach(i -> from.put(i.victim(), i.from()));
        int wrong = 0, parents = 0, children = 0;
        boolean first = false;
        List<String> said = new ArrayList<>();
        for (Alert alert : last.values()) {
            if (OF_ONE_MESSAGE.contains(alert.rule())) continue;
            if (!about(alert, infected)) {
                wrong++;
                said.add(alert.rule() + ": " + alert.explanation());
                continue;
            }
            for (Infection branch : alert.tree()) {
                if (!from.containsKey(branch.to())) continue;
                if (from.get(branch.to()).isEmpty())
                    first |= branch.to().equals(alert.tree().getFirst().to());
                else {
                    children++;
                    if (from.get(branch.to()).equals(branch.from())) parents++;
                }
            }
        }
        double userDays = (double) office.people() * office.days();
        return new Result(
                before >= 0, before, infected.size(), office.people(), wrong, userDays, parents, children, first, said);
    }

    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        double days = 0;
        int wrong = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Result result = of(null, 100 + seed);
            days += result.userDays;
            wrong += result.falseAlerts;
            result.wrong.forEach(System.out::println);
        }
        System.out.printf("no worm: %d false alerts in %.0f user-days%n", wrong, days);
        System.out.println(
                "| worm | found | infected at the alert, of 400 (worst) | infected in the end | right parent | first victim | false alerts |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (Office.Worm worm : Office.worms()) row(worm, seeds);
    }

    private static void row(Office.Worm worm, int seeds) {
        int found = 0, before = 0, worst = 0, infected = 0, parents = 0, children = 0, first = 0, wrong = 0, grown = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Result result = of(worm, seed);
            infected += result.infected;
            wrong += result.falseAlerts;
            result.wrong.forEach(System.out::println);
            if (result.infected >= 8) grown++;
            if (!result.detected) continue;
            found++;
            before += result.before;
            worst = Math.max(worst, result.before);
            parents += result.parents;
            children += result.children;
            if (result.first) first++;
        }
        System.out.printf(
                "| %s | %d/%d (grew %d) | %.1f (%d) | %.0f | %.0f %% | %d | %d |%n",
                worm.name(),
                found,
                seeds,
                grown,
                found == 0 ? 0.0 : (double) before / found,
                worst,
                (double) infected / seeds,
                children == 0 ? 0.0 : 100.0 * parents / children,
                first,
                wrong);
    }
}

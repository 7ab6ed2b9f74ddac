package earshot.report.survey;

import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Input;
import earshot.report.casefile.Run;
import earshot.report.survey.Section.Chart;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Makes a survey of a case.
public final class Surveyor {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final String SIGHT =
            "Messages count once, on however many hops they were seen; what nobody's packets showed is not in here.";

    private Surveyor() {}

    public static Survey of(CaseFolder folder, SurveyPlan plan) throws IOException {
        Gathering found = new Gathering(plan);
        found.read(folder);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "services",
                "Services",
                "Connections that were recognised, hosts of ours that had them, accounts seen on them. Encrypted services"
                        + " show no accounts.",
                List.of("service", "connections", "hosts", "accounts"),
                found.services.rows((key, sum) -> row(key.get(0), sum.count, sum.hosts.size(), sum.accounts.size())),
                Chart.BARS));
        sections.add(new Section(
                "clients",
                "Clients and versions",
                "As the programs named themselves at sign-on; an account that used several is counted with the last.",
                List.of("client", "accounts", "name", "version", "service"),
                found.clients.rows((key, sum) -> row(
                        (key.get(0) + " " + key.get(2)).strip() + ", " + key.get(1),
                        sum.count,
                        key.get(0),
                        key.get(2),
                        key.get(1))),
                Chart.BARS));
        sections.add(new Section(
                "features",
                "What they were used for",
                SIGHT,
                List.of("service and feature", "times", "accounts"),
                found.features.rows((key, sum) -> row(key.get(0) + ": " + key.get(1), sum.count, sum.accounts.size())),
                Chart.BARS));
        sections.add(people(found, plan));
        sections.add(new Section(
                "partners",
                "With whom",
                "Of one-to-one messages, by the directory and the domain of the reader's account; domains with fewer than "
                        + plan.least() + " accounts are put together.",
                List.of("partner", "messages", "accounts", "service"),
                found.partners.rows(
                        plan.least(),
                        "other domains",
                        (key, sum) -> row(key.get(0), sum.count, sum.accounts.size(), key.get(1))),
                Chart.BARS));
        sections.add(new Section(
                "purposes",
                "Business or personal",
                "A guess from the directory and the hours alone; nothing of what was said is looked at.",
                List.of("likely", "messages", "accounts"),
                found.purposes.rows((key, sum) -> row(key.get(0), sum.count, sum.accounts.size())),
                Chart.SHARES));
        if (plan.policy().directory() != earshot.policy.Directory.NONE) sections.add(departments(found, plan));
        sections.add(week(found, plan));
        sections.add(new Section(
                "openness",
                "Open and encrypted",
                "Connections by whether what is said on them can be read on the way; messages by whether their users"
                        + " encrypted them.",
                List.of("what", "count"),
                found.open.rows((key, sum) -> row(key.get(0), sum.count)),
                Chart.SHARES));
        sections.add(new Section(
                "credentials",
                "Exposed credentials",
                "How often a credential went over the wire in a form that whoever listens can use.",
                List.of("form", "times", "accounts", "service", "mechanism"),
                found.exposed.rows(
                        (key, sum) -> row(key.get(0), sum.count, sum.accounts.size(), key.get(1), key.get(2))),
                Chart.BARS));
        sections.add(new Section(
                "files",
                "Files by type",
                "Extensions of offered names, types by content of what was recovered. No names.",
                List.of("extension", "times", "bytes", "type by content", "state"),
                found.files.rows((key, sum) -> row(key.get(0), sum.count, sum.bytes, key.get(1), key.get(2))),
                Chart.BARS));
        sections.add(new Section(
                "alerts",
                "Alerts",
                "Each alert once, as it stood last.",
                List.of("rule", "alerts", "severity"),
                found.alerts.rows((key, sum) -> row(key.get(0), sum.count, key.get(1))),
                Chart.BARS));
        sections.add(new Section(
                "sealed",
                "Services that cannot be read",
                "Connections of encrypted services, their bytes both ways, and what their amounts and rhythm suggest.",
                List.of("service", "connections", "bytes", "hosts", "for", "likely"),
                found.sealed.rows(
                        (key, sum) -> row(key.get(0), sum.count, sum.bytes, sum.hosts.size(), key.get(1), key.get(2))),
                Chart.BARS));
        sections.removeIf(section -> section.rows().isEmpty());
        return new Survey("Use of messaging" + period(found), basis(folder, found, plan), sections);
    }

    private static Section people(Gathering found, SurveyPlan plan) {
        List<List<Object>> rows =
                found.who.rows((key, sum) -> row(plan.pseudonyms().of(key.get(0)), sum.count));
        return new Section(
                "accounts",
                "Who writes how much",
                plan.pseudonyms().showNames()
                        ? "Accounts as the services name them."
                        : "Accounts under pseudonyms; whoever has the key can say whose they are.",
                List.of("account", "messages"),
                rows.size() > 200 ? rows.subList(0, 200) : rows,
                Chart.NONE);
    }

    private static Section departments(Gathering found, SurveyPlan plan) {
        return new Section(
                "departments",
                "By department",
                "Departments with fewer than " + plan.least() + " accounts are put together.",
                List.of("department", "times", "accounts", "service", "feature"),
                found.departments.rows(
                        plan.least(),
                        "(small departments)",
                        (key, sum) -> row(key.get(0), sum.count, sum.accounts.size(), key.get(1), key.get(2))),
                Chart.BARS);
    }

    private static Section week(Gathering found, SurveyPlan plan) {
        List<String> columns = new ArrayList<>();
        columns.add("day");
        for (int hour = 0; hour < 24; hour++) columns.add("%02d".formatted(hour));
        List<List<Object>> rows = new ArrayList<>();
        boolean any = false;
        for (int day = 0; day < 7; day++) {
            List<Object> row = new ArrayList<>();
            row.add(DAYS.get(day));
            for (int hour = 0; hour < 24; hour++) {
                row.add(found.week[day][hour]);
                any |= found.week[day][hour] > 0;
            }
            rows.add(row);
        }
        String work = plan.working().isEmpty()
                ? ""
                : " %,d messages in working hours, %,d outside.".formatted(found.working, found.outside);
        return new Section(
                "hours",
                "When",
                "Messages by day and hour, " + plan.zone() + "." + work,
                columns,
                any ? rows : List.of(),
                Chart.WEEK);
    }

    private static List<Object> row(Object... cells) {
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) row.add(cell instanceof Integer number ? Long.valueOf(number) : cell);
        return row;
    }

    private static String period(Gathering found) {
        if (found.first > found.last) return "";
        return ", " + day(found.first) + " to " + day(found.last);
    }

    private static String day(long nanos) {
        return Instant.EPOCH
                .plusNanos(nanos)
                .truncatedTo(ChronoUnit.DAYS)
                .toString()
                .substring(0, 10);
    }

    private static List<String> basis(CaseFolder folder, Gathering found, SurveyPlan plan) {
        List<String> basis = new ArrayList<>(), losses = new ArrayList<>();
        long[] unread = {0};
        long frames = 0, damaged = 0, captures = 0;
        for (Run run : folder.visibleRuns()) {
            for (Input input : run.inputs()) {
                captures++;
                frames += input.frames();
                if (!input.damage().isEmpty()) damaged++;
            }
            run.losses().forEach((what, count) -> {
                if (what.startsWith("unread")) unread[0] += count;
                else if (count > 0) losses.add("%s %,d".formatted(what, count));
            });
        }
        if (unread[0] > 0) losses.add("bytes not understood %,d".formatted(unread[0]));
        if (!losses.isEmpty()) basis.add("Lost or unseen: " + String.join(", ", losses) + ".");
        basis.addFirst("Taken from %,d captures with %,d frames".formatted(captures, frames)
                + (damaged == 0 ? "." : ", %,d of which could not be read to the end.".formatted(damaged)));
        if (found.first <= found.last) {
            basis.add(
                    "First event %s, last event %s; the captures cover %,.1f hours. %,d hosts of ours were seen with a service of messaging."
                            .formatted(
                                    instant(found.first),
                                    instant(found.last),
                                    found.covered / 3.6e12,
                                    found.hosts.size()));
        }
        if (plan.least() > 1) basis.add("Groups of fewer than " + plan.least() + " accounts are not told apart.");
        return basis;
    }

    private static String instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

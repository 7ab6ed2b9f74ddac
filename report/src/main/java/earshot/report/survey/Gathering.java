package earshot.report.survey;

import earshot.flow.Address;
import earshot.policy.Hours;
import earshot.policy.Person;
import earshot.report.casefile.CaseFolder;
import earshot.report.casefile.Run;
import earshot.report.line.EventLine;
import earshot.report.talk.Hop;
import earshot.report.talk.Names;
import earshot.report.talk.Party;
import earshot.report.talk.Sayings;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Goes through a case's log and counts. Of a message its sender, its readers, its place and its time are looked at,
/// never
/// its text.
final class Gathering {
    private static final Set<String> SAID = Set.of("", "chat", "room", "offline", "auto", "notice", "action");

    final Counter services = new Counter(), clients = new Counter(), features = new Counter(), who = new Counter();
    final Counter partners = new Counter(), departments = new Counter(), exposed = new Counter();
    final Counter files = new Counter(), alerts = new Counter(), purposes = new Counter(), open = new Counter();
    final Counter sealed = new Counter();
    final long[][] week = new long[7][24];
    final Set<String> hosts = new HashSet<>();
    long first = Long.MAX_VALUE, last = Long.MIN_VALUE, covered, working, outside;

    private final SurveyPlan plan;
    /// The latest word on a flow holds.
    private final Map<String, EventLine> flows = new LinkedHashMap<>();
    private final Map<String, EventLine> alertLines = new HashMap<>();
    private final Map<String, String> clientOf = new HashMap<>();
    private Names names = new Names();
    private Sayings sayings = new Sayings(names);

    Gathering(SurveyPlan plan) {
        this.plan = plan;
    }

    void read(CaseFolder folder) throws IOException {
        for (Run run : folder.visibleRuns()) {
            names = new Names();
            folder.log().each(run.first(), run.first() + run.lines(), (_, bytes, offset, length) -> {
                EventLine line = EventLine.read(bytes, offset, length);
                if (line != null) names.learn(line);
                return true;
            });
            sayings = new Sayings(names);
            folder.log().each(run.first(), run.first() + run.lines(), (number, bytes, offset, length) -> {
                EventLine line = EventLine.read(bytes, offset, length);
                if (line != null) add(line, number);
                return true;
            });
        }
        for (EventLine line : flows.values()) flow(line);
        for (EventLine line : alertLines.values()) alerts.at(line.text("rule"), line.text("severity")).count++;
        clientOf.forEach((account, client) -> {
            String[] parts = client.split("\n", -1);
            Counter.Sum sum = clients.at(parts[1].isEmpty() ? "(not stated)" : parts[1], parts[0], parts[2]);
            sum.count++;
            sum.accounts.add(account);
        });
    }

    private void add(EventLine line, long number) {
        if (line.type().equals("completeness") && line.has("capture")) covered(line);
        long time = line.time();
        if (time == Long.MIN_VALUE || time < plan.from() || time >= plan.until()) return;
        first = Math.min(first, time);
        last = Math.max(last, time);
        switch (line.type()) {
            case "message" -> message(line, number, time);
            case "service" -> flows.put(line.flow().isEmpty() ? line.id() : line.flow(), line);
            case "session", "presence" -> client(line);
            case "credential" -> {
                Counter.Sum sum = exposed.at(line.text("form"), line.text("service"), line.text("mechanism"));
                sum.count++;
                sum.accounts.add(account(line, "account"));
            }
            case "file" -> file(line);
            case "call" -> feature(line, word(line.text("media"), "call"), "from");
            case "alert" -> alertLines.put(line.id(), line);
            case "usage" -> usage(line);
            default -> {}
        }
    }

    private void covered(EventLine line) {
        long from = line.time("from"), until = line.time("until");
        if (from != Long.MIN_VALUE && until != Long.MIN_VALUE)
            covered += Math.max(0, Math.min(until, plan.until()) - Math.max(from, plan.from()));
    }

    private void message(EventLine line, long number, long time) {
        if (!SAID.contains(line.text("kind"))) return;
        Hop hop = Hop.of(line);
        // Of one message that was seen on several hops the first counts.
        if (sayings.place(hop, number).first() != number) return;
        String sender = account(line, "from");
        feature(line, line.has("room") ? "rooms" : "chat", "from");
        ZonedDateTime then = Instant.EPOCH.plusNanos(time).atZone(plan.zone());
        week[then.getDayOfWeek().getValue() - 1][then.getHour()]++;
        boolean atWork = plan.working().isEmpty() || works(time);
        if (atWork) working++;
        else outside++;
        open.at(line.has("encryption") ? "encrypted by the users (" + line.text("encryption") + ")" : "readable")
                .count++;
        Counter.Sum one = who.at(sender);
        one.count++;
        if (line.has("room")) return;
        for (String reader : line.list("to")) {
            Party party = names.resolve(Party.of(reader, line.flow()));
            String kind = partner(line.text("service"), party.shown());
            Counter.Sum sum = partners.at(kind, line.text("service"));
            sum.count++;
            sum.accounts.add(Party.normal(party.shown()));
            Counter.Sum purpose = purposes.at(
                    kind.startsWith("inside") && atWork
                            ? "likely business: with people of the organisation, in working hours"
                            : kind.startsWith("inside")
                                    ? "unclear: with people of the organisation, outside working hours"
                                    : atWork
                                            ? "unclear: with others, in working hours"
                                            : "likely personal: with others, outside working hours");
            purpose.count++;
            purpose.accounts.add(sender);
        }
    }

    private boolean works(long time) {
        for (Hours hours : plan.working()) if (hours.hold(time, plan.zone())) return true;
        return false;
    }

    /// Whether the partner is one of the organisation's, else of which domain.
    private String partner(String service, String account) {
        if (plan.policy().directory().person(service, account) != null) return "inside, by the directory";
        int at = account.indexOf('@');
        if (at > 0 && at < account.length() - 1)
            return "outside: " + account.substring(at + 1).toLowerCase(Locale.ROOT);
        return "not known: the account names no domain";
    }

    private void client(EventLine line) {
        String account = account(line, "account"), name = line.text("client", "name");
        if (account.isEmpty()) return;
        String known = clientOf.get(account);
        if (known != null && name.isEmpty()) return;
        clientOf.put(account, line.text("service") + '\n' + name + '\n' + line.text("client", "version"));
        Counter.Sum sum = services.at(line.text("service"));
        sum.accounts.add(account);
    }

    private void feature(EventLine line, String feature, String who) {
        Counter.Sum sum = features.at(line.text("service"), feature);
        String account = account(line, who);
        sum.count++;
        sum.accounts.add(account);
        services.at(line.text("service")).accounts.add(account);
        department(line, account, feature);
    }

    private void department(EventLine line, String account, String feature) {
        Person person = plan.policy().directory().person(line.text("service"), account);
        Counter.Sum sum = departments.at(
                person == null ? "(not in the directory)" : word(person.department(), "(none)"),
                line.text("service"),
                feature);
        sum.count++;
        sum.accounts.add(account);
    }

    private void file(EventLine line) {
        String state = line.text("state");
        if (state.equals("offered")) feature(line, "file transfer", "from");
        if (!state.equals("offered") && !state.equals("complete")) return;
        String name = line.text("name");
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= 6
                ? name.substring(dot + 1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "?")
                : "(none)";
        Counter.Sum sum = files.at(extension, word(line.text("mime"), "not recovered"), state);
        sum.count++;
        sum.bytes += line.number("size", 0) > 0 ? line.number("size", 0) : 0;
        sum.accounts.add(account(line, "from"));
    }

    private void usage(EventLine line) {
        Counter.Sum sum = sealed.at(line.text("service"), word(line.text("role"), "-"), word(line.text("likely"), "-"));
        sum.count++;
        sum.bytes += Math.max(0, line.number("sent", 0)) + Math.max(0, line.number("received", 0));
        sum.hosts.add(EventLine.host(line.text("flow", "client")));
    }

    private void flow(EventLine line) {
        String client = EventLine.host(line.text("flow", "client")),
                server = EventLine.host(line.text("flow", "server"));
        String ours = inside(client) || !inside(server) ? client : server;
        hosts.add(ours);
        Counter.Sum sum = services.at(line.text("service"));
        sum.count++;
        sum.hosts.add(ours);
        Counter.Sum share = open.at(line.flag("encrypted") ? "connections: encrypted" : "connections: open");
        share.count++;
    }

    private boolean inside(String host) {
        Address address = Address.parse(host);
        return address != null && plan.policy().internal().hold(address);
    }

    /// The account under the name that it turned out to have.
    private String account(EventLine line, String field) {
        String id = line.text(field);
        return id.isEmpty()
                ? ""
                : Party.normal(names.resolve(Party.of(id, line.flow())).shown());
    }

    private static String word(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }
}

package earshot.policy;

import earshot.detect.Tuning;
import earshot.event.ImEvent.Alert.Severity;
import earshot.scan.Clamd;
import earshot.scan.Engine;
import earshot.scan.Icap;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads a policy. Strict: a word that is not understood is an error that names its line, because a rule with a slip of
/// the
/// pen in it would allow what its author forbade.
public final class PolicyFile {
    private static final List<String> TOP = List.of(
            "internal", "people", "ldap", "time-zone", "rules", "otherwise", "suppress", "watch", "tuning", "scan");
    private static final List<String> RULE = List.of(
            "name",
            "services",
            "clients",
            "accounts",
            "people",
            "groups",
            "departments",
            "hosts",
            "hours",
            "direction",
            "features",
            "then",
            "severity");
    private static final List<String> SUPPRESSION = List.of("rule", "subject", "until", "reason");

    private PolicyFile() {}

    /// Reads the file, and the people it names: in a file beside it, or of a directory server, which is asked now.
    ///
    /// @throws PolicyException with the file and line of what is not understood
    public static Policy read(Path file) throws IOException {
        return read(file, Files.readString(file, StandardCharsets.UTF_8));
    }

    static Policy read(Path file, String text) throws IOException {
        Yaml document = Yaml.read(file.toString(), text);
        if (document == null) return Policy.NONE;
        Map<String, Yaml> top = document.fields(TOP);
        ZoneId zone = zone(top.get("time-zone"));
        Networks internal = top.containsKey("internal") ? networks(top.get("internal")) : Networks.PRIVATE;
        List<Rule> rules = new ArrayList<>();
        if (top.containsKey("rules")) for (Yaml rule : top.get("rules").entries()) rules.add(rule(rule, zone));
        List<Suppression> suppressions = new ArrayList<>();
        if (top.containsKey("suppress"))
            for (Yaml one : top.get("suppress").entries()) suppressions.add(suppression(one));
        return new Policy(
                internal,
                directory(file, top.get("people"), top.get("ldap")),
                rules,
                !top.containsKey("otherwise") || isAllow(top.get("otherwise")),
                suppressions,
                top.containsKey("watch") ? watch(file, top.get("watch")) : Watch.NOTHING,
                top.containsKey("tuning") ? TuningFields.read(top.get("tuning"), Tuning.DEFAULT) : Tuning.DEFAULT,
                engines(top.get("scan")));
    }

    private static ZoneId zone(Yaml value) throws PolicyException {
        if (value == null) return ZoneId.of("UTC");
        try {
            return ZoneId.of(value.text());
        } catch (DateTimeException e) {
            throw value.wrong("there is no time zone " + value.text() + "; one is Europe/Paris");
        }
    }

    private static Networks networks(Yaml value) throws PolicyException {
        if (value == null) return Networks.of(List.of());
        try {
            return Networks.of(value.texts());
        } catch (IllegalArgumentException e) {
            throw value.wrong(e.getMessage() + " is no address and no range; one is 10.0.0.0/8");
        }
    }

    private static Directory directory(Path file, Yaml value, Yaml ldap) throws IOException {
        boolean asked = value != null && value.text().matches("(?i)ldaps?://.*");
        if (ldap != null && !asked) throw ldap.wrong("ldap says how a directory is read, but people names none");
        if (asked) return LdapPeople.of(file, ldap).read(value);
        if (value == null) return Directory.NONE;
        Path people = file.resolveSibling(value.text());
        if (!Files.isReadable(people)) throw value.wrong("the file of people " + people + " cannot be read");
        return Directory.read(people);
    }

    private static List<Engine> engines(Yaml value) throws PolicyException {
        List<Engine> engines = new ArrayList<>();
        if (value == null) return engines;
        for (Yaml one : value.entries()) {
            Map<String, Yaml> fields = one.fields(List.of("clamd", "icap"));
            if (fields.containsKey("clamd")) {
                Yaml where = fields.get("clamd");
                if (!where.text().matches("/.+|[^/]+:[0-9]{1,4}|[^/]+:[1-5][0-9]{4}"))
                    throw where.wrong("'" + where.text() + "' is neither the path of a socket nor HOST:PORT");
                engines.add(new Clamd(where.text()));
            }
            if (fields.containsKey("icap")) {
                Yaml where = fields.get("icap");
                if (!where.text().matches("icap://[A-Za-z0-9.-]+(:[0-9]{1,5})?/\\S*"))
                    throw where.wrong(
                            "'" + where.text() + "' is no ICAP service; one is icap://av.example:1344/avscan");
                engines.add(new Icap(URI.create(where.text())));
            }
        }
        return engines;
    }

    private static Watch watch(Path file, Yaml value) throws IOException {
        Map<String, Yaml> fields =
                value.fields(List.of("keywords", "patterns", "offensive", "files", "bad-files", "brands"));
        Map<String, String> patterns = new LinkedHashMap<>();
        if (fields.containsKey("patterns")) {
            for (Map.Entry<String, Yaml> one :
                    fields.get("patterns").fields(null).entrySet()) {
                try {
                    com.google.re2j.Pattern.compile(one.getValue().text());
                } catch (com.google.re2j.PatternSyntaxException e) {
                    throw one.getValue().wrong("'" + one.getValue().text() + "' is no pattern: " + e.getMessage());
                }
                patterns.put(one.getKey(), one.getValue().text());
            }
        }
        Set<String> digests = new HashSet<>();
        if (fields.containsKey("bad-files")) {
            Path list = file.resolveSibling(fields.get("bad-files").text());
            if (!Files.isReadable(list))
                throw fields.get("bad-files").wrong("the list of digests " + list + " cannot be read");
            for (String line : Files.readAllLines(list))
                if (line.matches("(?i)[0-9a-f]{32}([0-9a-f]{32})?(\\s.*)?"))
                    digests.add(line.split("\\s", 2)[0].toLowerCase(Locale.ROOT));
        }
        Set<String> endings = new HashSet<>();
        for (String ending : texts(fields, "files"))
            endings.add(ending.toLowerCase(Locale.ROOT).replaceFirst("^\\.", ""));
        return new Watch(
                texts(fields, "keywords"),
                patterns,
                texts(fields, "offensive"),
                endings,
                digests,
                texts(fields, "brands"));
    }

    private static Rule rule(Yaml value, ZoneId zone) throws PolicyException {
        Map<String, Yaml> fields = value.fields(RULE);
        if (!fields.containsKey("then")) throw value.wrong("this rule does not say what then: allow or deny");
        List<ClientRule> clients = new ArrayList<>();
        for (String text : texts(fields, "clients")) {
            ClientRule client = ClientRule.of(text);
            if (client == null) throw fields.get("clients").wrong("'" + text + "' is no client; one is mIRC < 6.16");
            clients.add(client);
        }
        List<Hours> hours = new ArrayList<>();
        for (String text : texts(fields, "hours")) {
            Hours one = Hours.of(text);
            if (one == null) throw fields.get("hours").wrong("'" + text + "' are no hours; mon-fri 08:00-18:00 are");
            hours.add(one);
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (String text : texts(fields, "features"))
            features.add(constant(fields.get("features"), Feature.class, text));
        Yaml direction = fields.get("direction"), severity = fields.get("severity"), name = fields.get("name");
        return new Rule(
                name == null ? "the rule in line " + value.line() : name.text(),
                value.line(),
                new Globs(texts(fields, "services")),
                clients,
                new Globs(texts(fields, "accounts")),
                new Globs(texts(fields, "people")),
                new Globs(texts(fields, "groups")),
                new Globs(texts(fields, "departments")),
                networks(fields.get("hosts")),
                hours,
                zone,
                direction == null ? Rule.Direction.ANY : constant(direction, Rule.Direction.class, direction.text()),
                features,
                isAllow(fields.get("then")),
                severity == null ? Severity.MEDIUM : constant(severity, Severity.class, severity.text()));
    }

    private static List<String> texts(Map<String, Yaml> fields, String name) throws PolicyException {
        return fields.containsKey(name) ? fields.get(name).texts() : List.of();
    }

    private static boolean isAllow(Yaml value) throws PolicyException {
        return switch (value.text()) {
            case "allow" -> true;
            case "deny" -> false;
            default -> throw value.wrong("'" + value.text() + "' is neither allow nor deny");
        };
    }

    private static <E extends Enum<E>> E constant(Yaml value, Class<E> type, String text) throws PolicyException {
        for (E constant : type.getEnumConstants()) if (constant.name().equalsIgnoreCase(text)) return constant;
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) names.add(constant.name().toLowerCase(Locale.ROOT));
        throw value.wrong("'" + text + "' is none of " + String.join(", ", names));
    }

    private static Suppression suppression(Yaml value) throws PolicyException {
        Map<String, Yaml> fields = value.fields(SUPPRESSION);
        for (String needed : List.of("rule", "until", "reason")) {
            if (!fields.containsKey(needed)) throw value.wrong("a suppression needs " + needed);
        }
        Yaml until = fields.get("until");
        try {
            Instant end = LocalDate.parse(until.text())
                    .plusDays(1)
                    .atStartOfDay(ZoneId.of("UTC"))
                    .toInstant();
            long nanos = Math.addExact(Math.multiplyExact(end.getEpochSecond(), 1_000_000_000L), end.getNano());
            return new Suppression(
                    new Globs(fields.get("rule").texts()),
                    new Globs(texts(fields, "subject")),
                    nanos,
                    fields.get("reason").text());
        } catch (DateTimeException | ArithmeticException e) {
            throw until.wrong("'" + until.text() + "' is no day; one is 2026-12-31, which is the last it holds on");
        }
    }
}

package earshot.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whose accounts are whose: of an LDAP directory, see [LdapPeople], or of a file.
///
/// From a CSV file (RFC 4180) whose first line names the columns: `service` and `account` (either may hold `*`: `*` for
/// every service, `*@corp.example` for all of a domain, whose person is then the part before the `@`), `person`,
/// and optionally `department` and `groups` (several with `;` between).
public final class Directory {
    public static final Directory NONE = new Directory(Map.of(), List.of());
    private static final List<String> COLUMNS = List.of("service", "account", "person", "department", "groups");

    private record Pattern(Globs service, Globs account, Person person) {}

    private final Map<String, Person> exact;
    private final List<Pattern> patterns;

    private Directory(Map<String, Person> exact, List<Pattern> patterns) {
        this.exact = exact;
        this.patterns = patterns;
    }

    /// Whose the account is, null where that is not known.
    public Person person(String service, String account) {
        if (account.isEmpty()) return null;
        Person person = exact.get(key(service, account));
        if (person == null) person = exact.get(key("*", account));
        if (person != null) return person;
        for (Pattern pattern : patterns) {
            if (!pattern.service.match(service) || !pattern.account.match(account)) continue;
            Person found = pattern.person;
            if (!found.name().isEmpty()) return found;
            int at = account.indexOf('@');
            String name = at > 0 ? account.substring(0, at) : account;
            return new Person(name, found.department(), found.groups(), found.reason());
        }
        return null;
    }

    static String key(String service, String account) {
        return service.toLowerCase(Locale.ROOT)
                + '\n'
                + account.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    /// Of people by the [#key] of their accounts.
    static Directory of(Map<String, Person> people) {
        return new Directory(Map.copyOf(people), List.of());
    }

    /// Reads the file.
    ///
    /// @throws PolicyException with the line of what is not understood
    public static Directory read(Path file) throws IOException {
        List<List<String>> rows = rows(Files.readString(file, StandardCharsets.UTF_8), file);
        if (rows.isEmpty()) throw new PolicyException(file + " is empty: its first line names the columns");
        List<String> columns = rows.getFirst().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (String column : columns) {
            if (!COLUMNS.contains(column))
                throw new PolicyException(file + " line 1: there is no column " + column + "; it has " + COLUMNS);
        }
        if (!columns.contains("account")) throw new PolicyException(file + " line 1: the column account is missing");
        Map<String, Person> exact = new HashMap<>();
        List<Pattern> patterns = new ArrayList<>();
        for (int line = 2; line <= rows.size(); line++) {
            List<String> row = rows.get(line - 1);
            if (row.size() == 1 && row.getFirst().isBlank()) continue;
            if (row.size() > columns.size())
                throw new PolicyException(file + " line " + line + " has more fields than the first line has names");
            String service = field(columns, row, "service"), account = field(columns, row, "account");
            if (service.isEmpty()) service = "*";
            String groups = field(columns, row, "groups");
            Person person = new Person(
                    field(columns, row, "person"),
                    field(columns, row, "department"),
                    groups.isEmpty() ? List.of() : List.of(groups.split("\\s*;\\s*")),
                    file.getFileName() + " line " + line);
            boolean plain = account.indexOf('*') < 0 && (service.equals("*") || service.indexOf('*') < 0);
            if (plain) exact.putIfAbsent(key(service, account), person);
            else patterns.add(new Pattern(new Globs(List.of(service)), new Globs(List.of(account)), person));
        }
        return new Directory(Map.copyOf(exact), List.copyOf(patterns));
    }

    private static String field(List<String> columns, List<String> row, String name) {
        int at = columns.indexOf(name);
        return at < 0 || at >= row.size() ? "" : row.get(at).strip();
    }

    /// The fields of RFC 4180: quotes around what has commas or quotes, doubled inside.
    private static List<List<String>> rows(String text, Path file) throws PolicyException {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') field.append(c);
                else if (i + 1 < text.length() && text.charAt(i + 1) == '"') field.append(text.charAt(i++));
                else quoted = false;
            } else if (c == '"' && field.isEmpty()) {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r' && c != '\uFEFF') {
                field.append(c);
            }
        }
        if (quoted) throw new PolicyException(file + ": a quotation mark is never closed");
        if (!field.isEmpty() || !row.isEmpty()) {
            row.add(field.toString());
            rows.add(row);
        }
        return rows;
    }
}

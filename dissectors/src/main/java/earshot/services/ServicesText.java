package earshot.services;

import earshot.services.Service.Encrypted;
import earshot.services.Service.Host;
import earshot.services.Service.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The data file, read line by line into stanzas. The head of `services.txt` documents the format.
final class ServicesText {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9*_-]{1,63}(\\.[a-z0-9*_-]{1,63}){0,40}");

    /// What was read of one service so far.
    static final class Stanza {
        private final String id;
        private final Map<String, String> words = new LinkedHashMap<>();
        private final List<String> protocols = new ArrayList<>(), notes = new ArrayList<>();
        private final Map<String, Host> hosts = new LinkedHashMap<>();
        private final Set<Integer> tcp = new LinkedHashSet<>(), udp = new LinkedHashSet<>();
        private final Map<String, Range> ranges = new LinkedHashMap<>();
        private String file;
        private int line;

        Stanza(String id) {
            this.id = id;
        }

        Stanza(Stanza other) {
            this(other.id);
            words.putAll(other.words);
            protocols.addAll(other.protocols);
            notes.addAll(other.notes);
            hosts.putAll(other.hosts);
            tcp.addAll(other.tcp);
            udp.addAll(other.udp);
            ranges.putAll(other.ranges);
            at(other.file, other.line);
        }

        void at(String file, int line) {
            this.file = file;
            this.line = line;
        }

        ServicesException wrong(String what) {
            return new ServicesException(file, line, what);
        }

        private String word(String key) {
            return words.getOrDefault(key, "");
        }

        Service service() {
            return new Service(
                    id,
                    words.getOrDefault("title", id),
                    word("operator"),
                    word("use"),
                    word("era"),
                    Encrypted.valueOf(words.getOrDefault("encrypted", "yes").toUpperCase(Locale.ROOT)),
                    word("security"),
                    List.copyOf(protocols),
                    List.copyOf(hosts.values()),
                    List.copyOf(tcp),
                    List.copyOf(udp),
                    List.copyOf(ranges.values()),
                    List.copyOf(notes));
        }
    }

    private final Map<String, Stanza> stanzas = new LinkedHashMap<>();
    private final Set<String> exceptions = new LinkedHashSet<>();
    private Stanza stanza;

    ServicesText() {}

    ServicesText(ServicesText other) {
        other.stanzas.forEach((id, one) -> stanzas.put(id, new Stanza(one)));
        exceptions.addAll(other.exceptions);
    }

    Collection<Stanza> stanzas() {
        return stanzas.values();
    }

    /// Names that are no service's.
    Set<String> exceptions() {
        return exceptions;
    }

    void read(String text, String file) throws ServicesException {
        stanza = null;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.charAt(0) == '#') continue;
            int space = blank(content);
            String key = content.substring(0, space),
                    rest = content.substring(space).strip();
            if (!key.equals("service") && stanza == null) {
                throw new ServicesException(file, number, "'" + key + "' stands before the first 'service ID'");
            }
            if (stanza != null) stanza.at(file, number);
            String wrong = take(key, rest);
            if (!wrong.isEmpty()) throw new ServicesException(file, number, wrong);
        }
    }

    private static int blank(String content) {
        for (int i = 0; i < content.length(); i++) if (content.charAt(i) <= ' ') return i;
        return content.length();
    }

    /// @return what is wrong with the line, "" for nothing
    private String take(String key, String rest) {
        switch (key) {
            case "service" -> {
                if (!ID.matcher(rest).matches()) return "an ID is lower-case letters, digits, dots and hyphens";
                stanza = stanzas.computeIfAbsent(rest, Stanza::new);
            }
            case "title", "operator", "use", "era", "security" -> stanza.words.put(key, rest);
            case "encrypted" -> {
                if (!rest.equals("no") && !rest.equals("mixed") && !rest.equals("yes")) {
                    return "'encrypted' is no, mixed or yes";
                }
                stanza.words.put(key, rest);
            }
            case "protocols" -> stanza.protocols.addAll(words(rest));
            case "note" -> stanza.notes.add(rest);
            case "host" -> {
                return host(rest, Strength.SURE);
            }
            case "shared" -> {
                return host(rest, Strength.SHARED);
            }
            case "weak" -> {
                return host(rest, Strength.WEAK);
            }
            case "not" -> {
                return except(rest.toLowerCase(Locale.ROOT));
            }
            case "tcp" -> {
                return ports(rest, stanza.tcp);
            }
            case "udp" -> {
                return ports(rest, stanza.udp);
            }
            case "range" -> words(rest).forEach(cidr -> stanza.ranges.put(cidr, new Range(cidr, Strength.SHARED)));
            case "area" -> words(rest).forEach(cidr -> stanza.ranges.put(cidr, new Range(cidr, Strength.WEAK)));
            default -> {
                return "no line begins with '" + key + "'";
            }
        }
        return "";
    }

    private static List<String> words(String rest) {
        return rest.isEmpty() ? List.of() : List.of(rest.split("[ \t]+"));
    }

    private String host(String rest, Strength strength) {
        List<String> words = words(rest);
        if (words.size() < 2) return "a host needs a name and a role";
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) return "'" + name + "' is no host name";
        Role role = role(words.get(1));
        if (role == null) return "a role is chat, call, media or web, not '" + words.get(1) + "'";
        forget(name);
        stanza.hosts.put(name, new Host(name, role, strength, List.copyOf(words.subList(2, words.size()))));
        return "";
    }

    private static Role role(String word) {
        for (Role role : Role.values()) if (role.toString().equals(word)) return role;
        return null;
    }

    private String except(String name) {
        if (!NAME.matcher(name).matches()) return "'" + name + "' is no host name";
        forget(name);
        exceptions.add(name);
        return "";
    }

    /// What was said of the name before does not hold any more.
    private void forget(String name) {
        for (Stanza one : stanzas.values()) one.hosts.remove(name);
        exceptions.remove(name);
    }

    private static String ports(String rest, Set<Integer> into) {
        for (String word : words(rest)) {
            if (!word.matches("[0-9]{1,5}")) return "'" + word + "' is no port";
            int port = Integer.parseInt(word);
            if (port == 0 || port > 65535) return "'" + word + "' is no port";
            into.add(port);
        }
        return "";
    }
}

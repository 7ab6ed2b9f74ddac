package earshot.services;

import earshot.services.Service.Encrypted;
import earshot.services.Service.Host;
import earshot.services.Service.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The data file, read line by line into stanzas. The head of `services.txt` documents the format.
final class ServicesText {
    private static final int LONGEST_ID = 40, LONGEST_NAME = 253;

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

        String id() {
            return id;
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
    private final Map<String, Stanza> byHost = new HashMap<>();
    private final Set<String> exceptions = new LinkedHashSet<>();
    private Stanza stanza;

    ServicesText() {}

    ServicesText(ServicesText other) {
        for (Stanza one : other.stanzas.values()) {
            Stanza copy = new Stanza(one);
            stanzas.put(copy.id, copy);
            for (String name : copy.hosts.keySet()) byHost.put(name, copy);
        }
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
        for (int at = 0, end; at < text.length(); at = end + 1) {
            end = text.indexOf('\n', at);
            if (end < 0) end = text.length();
            number++;
            String content = text.substring(at, end).strip();
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
                if (!isId(rest)) return "an ID is lower-case letters, digits, dots and hyphens";
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
        List<String> words = new ArrayList<>();
        for (int at = 0; at < rest.length(); at++) {
            if (rest.charAt(at) <= ' ') continue;
            int end = at;
            while (end < rest.length() && rest.charAt(end) > ' ') end++;
            words.add(rest.substring(at, end));
            at = end;
        }
        return words;
    }

    private String host(String rest, Strength strength) {
        List<String> words = words(rest);
        if (words.size() < 2) return "a host needs a name and a role";
        String name = words.getFirst().toLowerCase(Locale.ROOT);
        if (!isName(name)) return "'" + name + "' is no host name";
        Role role = role(words.get(1));
        if (role == null) return "a role is chat, call, media or web, not '" + words.get(1) + "'";
        forget(name);
        byHost.put(name, stanza);
        stanza.hosts.put(name, new Host(name, role, strength, List.copyOf(words.subList(2, words.size()))));
        return "";
    }

    // By hand, not by patterns: the file is read at every start.

    private static boolean isId(String id) {
        for (int i = 0; i < id.length(); i++) if (!letter(id.charAt(i)) && "-.".indexOf(id.charAt(i)) < 0) return false;
        return !id.isEmpty() && id.length() <= LONGEST_ID;
    }

    /// Labels of a domain name, with `*` and the underscores of service names, joined by single dots.
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean dot = c == '.' && i > 0 && i < name.length() - 1 && name.charAt(i - 1) != '.';
            if (!letter(c) && "-_*".indexOf(c) < 0 && !dot) return false;
        }
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static Role role(String word) {
        for (Role role : Role.values()) if (role.toString().equals(word)) return role;
        return null;
    }

    private String except(String name) {
        if (!isName(name)) return "'" + name + "' is no host name";
        forget(name);
        exceptions.add(name);
        return "";
    }

    /// What was said of the name before does not hold any more.
    private void forget(String name) {
        Stanza owner = byHost.remove(name);
        if (owner != null) owner.hosts.remove(name);
        exceptions.remove(name);
    }

    private static String ports(String rest, Set<Integer> into) {
        for (String word : words(rest)) {
            int port = 0;
            for (int i = 0; i < word.length(); i++) {
                int digit = word.charAt(i) - '0';
                port = digit < 0 || digit > 9 || port > 65_535 ? 65_536 : port * 10 + digit;
            }
            if (port == 0 || port > 65_535) return "'" + word + "' is no port";
            into.add(port);
        }
        return "";
    }
}

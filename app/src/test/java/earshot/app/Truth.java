package earshot.app;

import earshot.report.line.EventLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Holds event lines against a truth file: what really was said and sent in a capture.
///
/// Accounts are compared without case, spaces and resource, text with runs of white space folded. A
/// message counts once however many hops carried it: as often as the hop that carried it most. A list
/// that is present in the truth is complete unless its name stands in `partial`.
final class Truth {
    private static final Set<String> SAID = Set.of("chat", "room", "offline", "auto", "notice", "action", "system", "");

    private final Map<?, ?> truth;
    private final List<EventLine> lines;
    private final Map<String, String> named = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private Truth(Map<?, ?> truth, List<EventLine> lines) {
        this.truth = truth;
        this.lines = lines;
        for (EventLine line : lines) {
            if (line.type().equals("identity") && line.text("kind").equals("named")) {
                named.put(flow(line) + account(line.text("was")), account(line.text("is")));
            }
        }
    }

    /// What is missing and what is too much, one line each; empty where everything is as it should be.
    static List<String> differences(Map<?, ?> truth, List<EventLine> lines) {
        Truth all = new Truth(truth, lines);
        all.messages();
        all.credentials();
        all.files();
        all.names("accounts", all.accounts());
        all.contacts();
        all.names("rooms", all.texts("room", "room"));
        all.clients();
        all.flows();
        return all.wrong;
    }

    private void messages() {
        if (!truth.containsKey("messages")) return;
        Map<String, Integer> wanted = new TreeMap<>();
        for (Map<?, ?> one : objects("messages")) {
            Object to = one.containsKey("room") ? one.get("room") : one.get("to");
            for (Object reader : to instanceof List<?> list ? list : List.of(to)) {
                wanted.merge(message(account(one.get("from")), account(reader), one.get("text")), 1, Integer::sum);
            }
        }
        Map<String, Map<String, Integer>> hops = new TreeMap<>();
        for (EventLine line : lines) {
            if (!line.type().equals("message") || !SAID.contains(line.text("kind"))) continue;
            boolean sent = line.text("leg").equals("sent"), room = line.has("room");
            String client = line.text("flow", "client"), server = line.text("flow", "server");
            String hop = line.text("leg") + " " + (sent ? host(client) + " " + host(server) : client + " " + server)
                    + (room ? line.list("to") : "");
            for (String to : room ? List.of(line.text("room")) : line.list("to")) {
                String key = message(who(line, line.text("from")), who(line, to), line.text("text"));
                hops.computeIfAbsent(key, _ -> new TreeMap<>()).merge(hop, 1, Integer::sum);
            }
        }
        Map<String, Integer> found = new TreeMap<>();
        hops.forEach((key, counts) ->
                found.put(key, counts.values().stream().max(Integer::compare).orElse(0)));
        Set<String> all = new HashSet<>(wanted.keySet());
        all.addAll(found.keySet());
        for (String key : all) {
            int missing = wanted.getOrDefault(key, 0) - found.getOrDefault(key, 0);
            if (missing > 0) wrong.add("missing message " + key);
            if (missing < 0 && !partial("messages")) wrong.add("invented message " + key);
        }
    }

    private static String message(String from, String to, Object text) {
        return from + " > " + to + ": " + String.valueOf(text).strip().replaceAll("\\s+", " ");
    }

    private void credentials() {
        List<String> found = new ArrayList<>();
        for (EventLine line : ofType("credential")) {
            found.add(account(line.text("account")) + " " + line.text("form") + " " + line.text("secret"));
        }
        List<String> wanted = new ArrayList<>();
        for (Map<?, ?> one : objects("credentials")) {
            String secret = one.containsKey("secret") ? String.valueOf(one.get("secret")) : "";
            wanted.add(account(one.get("account")) + " " + one.get("form") + " " + secret);
        }
        compare("credentials", wanted, found);
    }

    /// What is wanted need only be the beginning of what was found: a truth may leave the secret or the
    /// digest open.
    private void compare(String list, List<String> wanted, List<String> found) {
        if (!truth.containsKey(list)) return;
        for (String one : wanted) {
            if (found.stream().noneMatch(other -> other.startsWith(one))) wrong.add("missing in " + list + ": " + one);
        }
        if (partial(list)) return;
        for (String one : found) {
            if (wanted.stream().noneMatch(one::startsWith)) wrong.add("invented in " + list + ": " + one);
        }
    }

    private void files() {
        List<String> found = new ArrayList<>(), wanted = new ArrayList<>();
        for (EventLine line : ofType("file")) {
            String state = line.text("state");
            if (!state.equals("complete") && !state.equals("partial")) continue;
            found.add(line.text("name") + " " + state + " " + line.text("md5"));
        }
        for (Map<?, ?> one : objects("files")) {
            String state = one.containsKey("state") ? one.get("state").toString() : "complete";
            wanted.add(one.get("name") + " " + state + " " + (one.containsKey("md5") ? one.get("md5") : ""));
        }
        compare("files", wanted, found);
    }

    private Set<String> accounts() {
        Set<String> accounts = texts("session", "account");
        accounts.addAll(texts("presence", "account"));
        for (EventLine line : ofType("message")) accounts.add(who(line, line.text("from")));
        return accounts;
    }

    private void names(String list, Set<String> found) {
        if (!(truth.get(list) instanceof List<?> wanted)) return;
        for (Object name : wanted) if (!found.contains(account(name))) wrong.add("missing in " + list + ": " + name);
    }

    private void contacts() {
        List<String> found = new ArrayList<>(), wanted = new ArrayList<>();
        for (EventLine line : ofType("contact")) {
            found.add(account(line.text("owner")) + " has " + account(line.text("contact")) + ";");
        }
        for (Map<?, ?> one : objects("contacts")) {
            wanted.add(account(one.get("owner")) + " has " + account(one.get("contact")) + ";");
        }
        compare("contacts", wanted, found);
    }

    private void clients() {
        for (Map<?, ?> one : objects("clients")) {
            String name = one.get("name").toString().toLowerCase(Locale.ROOT);
            boolean seen = Stream.concat(ofType("session").stream(), ofType("presence").stream())
                    .filter(line -> account(line.text("account")).equals(account(one.get("account"))))
                    .map(line -> line.text("client", "name") + " " + line.text("client", "version"))
                    .anyMatch(client -> client.toLowerCase(Locale.ROOT).contains(name));
            if (!seen) wrong.add("missing client " + one);
        }
    }

    private void flows() {
        if (!truth.containsKey("flows")) return;
        Map<String, String> found = new TreeMap<>();
        for (EventLine line : ofType("service")) {
            if (!line.has("flow")) continue;
            String a = line.text("flow", "client"), b = line.text("flow", "server");
            found.put(flow(line.text("flow", "transport"), a, b), line.text("service"));
        }
        for (Map<?, ?> one : objects("flows_ignored")) found.remove(flow(one));
        for (Map<?, ?> one : objects("flows")) {
            String service = found.remove(flow(one));
            if (service == null
                    || !List.of(one.get("service").toString().split("\\|")).contains(service)) {
                wrong.add("flow " + one + " is taken for " + service);
            }
        }
        if (!partial("flows")) found.forEach((flow, service) -> wrong.add("flow " + flow + " is no " + service));
    }

    private static String flow(Map<?, ?> one) {
        return flow(String.valueOf(one.get("transport")), String.valueOf(one.get("a")), String.valueOf(one.get("b")));
    }

    private static String flow(String transport, String a, String b) {
        return transport + " " + (a.compareTo(b) < 0 ? a + " " + b : b + " " + a);
    }

    private static String flow(EventLine line) {
        return line.text("flow", "transport") + line.text("flow", "client") + line.text("flow", "server");
    }

    private List<EventLine> ofType(String type) {
        return lines.stream().filter(line -> line.type().equals(type)).toList();
    }

    private Set<String> texts(String type, String field) {
        Set<String> texts = new HashSet<>();
        for (EventLine line : ofType(type)) texts.add(account(line.text(field)));
        return texts;
    }

    private List<Map<?, ?>> objects(String list) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (truth.get(list) instanceof List<?> all) {
            for (Object one : all) if (one instanceof Map<?, ?> object) objects.add(object);
        }
        return objects;
    }

    private boolean partial(String list) {
        return truth.get("partial") instanceof List<?> partial && partial.contains(list);
    }

    private String who(EventLine line, String name) {
        return named.getOrDefault(flow(line) + account(name), account(name));
    }

    private static String account(Object name) {
        String account = String.valueOf(name).strip().toLowerCase(Locale.ROOT);
        if (account.contains("@") && account.contains("/")) account = account.substring(0, account.indexOf('/'));
        return account.replaceFirst("^(sips?|im|pres|xmpp):", "").replace(" ", "");
    }

    private static String host(String endpoint) {
        return endpoint.substring(0, Math.max(0, endpoint.lastIndexOf(':')));
    }
}

package earshot.dissect.sip.presence;

import earshot.event.ImEvent.Contact;
import earshot.xml.Xml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The people on a list.
///
/// @param groups names of groups by their number, where the document names groups
/// @param entries in the document's order
public record Lists(Map<String, String> groups, List<Entry> entries) {
    private static final int MOST = 4096;

    /// @param groups the numbers of its groups, or their names where the document has no numbers
    public record Entry(String uri, String name, List<String> groups, Contact.State state) {}

    /// Reads any of them: resource lists (RFC 4826), lists of subscriptions (RFC 4662, Microsoft's adrl), watcher
    /// information (RFC 3858), Microsoft's contact lists, block lists and requests to change them.
    public static Lists read(byte[] document) {
        Reader reader = new Reader();
        Xml.read(document, reader);
        return new Lists(reader.groups, reader.entries);
    }

    private static final class Reader implements Xml.Listener {
        final Map<String, String> groups = new LinkedHashMap<>();
        final List<Entry> entries = new ArrayList<>();
        private String uri = "", name = "", list = "", mask = "", rights = "", request = "", status = "";
        private List<String> in = List.of();

        @Override
        public void start(String element, Map<String, String> attributes) {
            switch (element) {
                case "group", "addedGroup", "modifiedGroup" -> {
                    if (groups.size() < 256)
                        groups.put(attributes.getOrDefault("id", ""), attributes.getOrDefault("name", ""));
                }
                case "contact", "addedContact", "modifiedContact" ->
                    add(
                            attributes.getOrDefault("uri", ""),
                            attributes.getOrDefault("name", ""),
                            numbers(attributes.getOrDefault("groups", "")),
                            element.equals("contact") ? Contact.State.LISTED : Contact.State.ADDED);
                case "deletedContact" -> add(attributes.getOrDefault("uri", ""), "", List.of(), Contact.State.REMOVED);
                case "ace" -> rule(attributes.getOrDefault("mask", ""), attributes.getOrDefault("rights", ""));
                case "resource" -> add(attributes.getOrDefault("uri", ""), "", List.of(), Contact.State.LISTED);
                case "list" -> list = attributes.getOrDefault("name", "");
                case "entry" -> {
                    uri = attributes.getOrDefault("uri", "");
                    name = "";
                }
                case "watcher" -> status = attributes.getOrDefault("status", "");
                case "setContact", "deleteContact", "setACE" -> {
                    request = element;
                    uri = name = mask = rights = "";
                    in = List.of();
                }
                default -> {}
            }
        }

        @Override
        public void end(String element, String text) {
            String said = text.strip();
            switch (element) {
                case "display-name", "displayName" -> name = said;
                case "entry" -> add(uri, name, list.isEmpty() ? List.of() : List.of(list), Contact.State.LISTED);
                case "watcher" -> {
                    boolean pending = status.equals("pending") || status.equals("waiting");
                    if (!status.equals("terminated"))
                        add(said, "", List.of(), pending ? Contact.State.REQUESTED : Contact.State.LISTED);
                }
                case "URI" -> uri = said;
                case "groups" -> in = numbers(said);
                case "mask" -> mask = said;
                case "rights" -> rights = said;
                case "setContact" -> add(uri, name, in, Contact.State.ADDED);
                case "deleteContact" -> add(uri, "", List.of(), Contact.State.REMOVED);
                case "setACE" -> rule(mask, rights);
                default -> {}
            }
            if (element.equals(request)) request = "";
        }

        /// Two letters, presence and messages: `BD` is blocked and denied, `AA` allowed both.
        private void rule(String person, String letters) {
            if (letters.isEmpty()) return;
            boolean blocked = letters.startsWith("B") || letters.startsWith("D");
            add(person, "", List.of(), blocked ? Contact.State.BLOCKED : Contact.State.ALLOWED);
        }

        private void add(String person, String called, List<String> numbers, Contact.State state) {
            if (person.isEmpty() || entries.size() >= MOST) return;
            entries.add(new Entry(person, called, numbers, state));
        }

        private static List<String> numbers(String groups) {
            return Arrays.stream(groups.split("\\s+", 64))
                    .filter(one -> !one.isEmpty())
                    .toList();
        }
    }
}

package earshot.dissect.sip.presence;

import earshot.event.ImEvent.Presence;
import earshot.xml.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a presence document shows of one person.
///
/// @param entity the person's URI as written, "" where the document does not say
/// @param state null where it says nothing of it
/// @param text the note, "" for none
public record Shown(String entity, Presence.State state, String text) {
    private static final Set<String> BUSY = Set.of(
            "busy",
            "meeting",
            "on-the-phone",
            "on-thephone",
            "onthephone",
            "presentation",
            "appointment",
            "working",
            "dnd");
    private static final Set<String> AWAY = Set.of(
            "away",
            "meal",
            "lunch",
            "breakfast",
            "dinner",
            "brb",
            "sleeping",
            "vacation",
            "holiday",
            "travel",
            "in-transit",
            "steering",
            "worship",
            "shopping",
            "performance",
            "spectator",
            "playing",
            "tv",
            "permanent-absence",
            "looking-for-work");

    /// Reads any of them by what stands in it: PIDF (RFC 3863, 4480), XPIDF (draft-rosenberg-impp-pidf), Microsoft's
    /// presentity (MS-SIP) and categories ([MS-PRES]).
    public static List<Shown> read(byte[] document) {
        Reader reader = new Reader();
        Xml.read(document, reader);
        reader.finish();
        return reader.all;
    }

    private static final class Reader implements Xml.Listener {
        final List<Shown> all = new ArrayList<>();
        private String entity = "", note = "", category = "", kind = "";
        private boolean open, closed, idle, activities, aggregated, inside;
        private Presence.State activity, published;

        @Override
        public void start(String name, Map<String, String> attributes) {
            switch (name) {
                case "presence", "pidf-full" -> begin(attributes.getOrDefault("entity", ""));
                case "presentity" -> begin(attributes.getOrDefault("uri", ""));
                case "categories", "publications" -> {
                    finish();
                    begin(attributes.getOrDefault("uri", ""));
                }
                case "category" -> category = attributes.getOrDefault("name", "");
                case "publication" -> category = attributes.getOrDefault("categoryName", "");
                case "state" -> kind = attributes.getOrDefault("type", "");
                case "activities" -> activities = true;
                case "availability" -> availability(attributes.get("aggregate"));
                case "activity" -> aggregate(attributes.get("aggregate"));
                case "status" -> xpidf(attributes.getOrDefault("status", ""));
                case "msnsubstatus" -> word(attributes.getOrDefault("substatus", ""));
                default -> {
                    if (activities) word(name);
                }
            }
        }

        private void begin(String uri) {
            int semicolon = uri.indexOf(";method=");
            String named = semicolon < 0 ? uri : uri.substring(0, semicolon);
            // XPIDF names the person inside the document's root.
            if (!named.isEmpty()) entity = named;
            inside = true;
        }

        private void xpidf(String status) {
            switch (status.toLowerCase(Locale.ROOT)) {
                case "open" -> open = true;
                case "closed" -> closed = true;
                case "inuse" -> {
                    open = true;
                    activity = Presence.State.BUSY;
                }
                case "inactive" -> {
                    open = true;
                    activity = Presence.State.IDLE;
                }
                default -> {}
            }
        }

        private void word(String word) {
            String low = word.toLowerCase(Locale.ROOT);
            if (BUSY.contains(low)) activity = Presence.State.BUSY;
            else if (AWAY.contains(low)) {
                if (activity != Presence.State.BUSY) activity = Presence.State.AWAY;
            } else if (low.equals("idle")) idle = true;
            else if (low.equals("offline")) closed = true;
            else if (low.equals("online")) open = true;
        }

        /// Live Communications Server 2003 and 2005: 0 is offline, 300 online.
        private void availability(String aggregate) {
            if (aggregate == null) return;
            if (aggregate.equals("0")) closed = true;
            else open = true;
        }

        private void aggregate(String value) {
            if (value == null) return;
            open = true;
            activity = switch (value) {
                case "100", "150", "300", "700" -> Presence.State.AWAY;
                case "200" -> Presence.State.IDLE;
                case "500", "600" -> Presence.State.BUSY;
                default -> activity;
            };
        }

        @Override
        public void end(String name, String text) {
            String said = text.strip();
            switch (name) {
                case "basic" -> {
                    open |= said.equalsIgnoreCase("open");
                    closed |= said.equalsIgnoreCase("closed");
                }
                case "im" -> word(said);
                case "user-input" -> idle |= said.equalsIgnoreCase("idle");
                case "note" -> {
                    if (note.isEmpty()) note = said;
                }
                case "body" -> {
                    if (category.equals("note") && note.isEmpty()) note = said;
                }
                case "availability" -> number(said);
                case "activities" -> activities = false;
                case "state" -> kind = "";
                case "category", "publication" -> category = "";
                default -> {}
            }
        }

        /// Communications Server 2007 and later: a number between 3000 and 18000. The server's sum of all devices
        /// counts more than one device.
        private void number(String text) {
            if (!category.equals("state") || text.isEmpty() || text.length() > 6) return;
            if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) return;
            boolean aggregate = kind.contains("aggregateState");
            if (aggregated && !aggregate) return;
            aggregated = aggregate;
            published = available(Integer.parseInt(text));
        }

        void finish() {
            Presence.State state = published;
            if (state == null && open)
                state = activity != null ? activity : idle ? Presence.State.IDLE : Presence.State.ONLINE;
            if (state == null && closed) state = Presence.State.OFFLINE;
            if (inside && (state != null || !note.isEmpty())) all.add(new Shown(entity, state, note));
            entity = note = "";
            open = closed = idle = aggregated = inside = false;
            activity = published = null;
        }
    }

    /// [MS-PRES] section 2.2.2.
    static Presence.State available(int number) {
        if (number < 3000) return null;
        if (number < 4500) return Presence.State.ONLINE;
        if (number < 6000) return Presence.State.IDLE;
        if (number < 12_000) return Presence.State.BUSY;
        return number < 18_000 ? Presence.State.AWAY : Presence.State.OFFLINE;
    }
}

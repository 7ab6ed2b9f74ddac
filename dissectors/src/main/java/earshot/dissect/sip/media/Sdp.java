package earshot.dissect.sip.media;

import earshot.flow.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A session description (RFC 8866): what a side offers to receive, and where.
public record Sdp(List<Media> media) {
    public static final Sdp NONE = new Sdp(List.of());

    private static final int MOST_MEDIA = 32;
    private static final int MOST_ATTRIBUTES = 64;

    /// One medium.
    ///
    /// @param kind `audio`, `video`, `message`, `text`, `application` … in lower case
    /// @param port 0 where the medium is refused
    /// @param protocol `RTP/AVP`, `TCP/MSRP` … in upper case
    /// @param formats what follows: payload types, `*`, `null`
    /// @param address where it is to be sent, null where it is no address (a host's name)
    /// @param attributes as they stand behind `a=`
    public record Media(
            String kind, int port, String protocol, List<String> formats, Address address, List<String> attributes) {
        /// The value of the first such attribute, null where there is none, "" where it has no value.
        public String attribute(String name) {
            for (String attribute : attributes) {
                if (attribute.equals(name)) return "";
                if (attribute.startsWith(name + ":"))
                    return attribute.substring(name.length() + 1).strip();
            }
            return null;
        }

        public boolean isRtp() {
            return protocol.contains("RTP/");
        }

        public boolean isMsrp() {
            return protocol.contains("MSRP");
        }
    }

    public static Sdp read(byte[] bytes) {
        List<Media> all = new ArrayList<>();
        Address everywhere = null;
        String[] head = null;
        Address here = null;
        List<String> attributes = new ArrayList<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n", 2000)) {
            if (line.length() < 2 || line.charAt(1) != '=') continue;
            String value = line.substring(2).strip();
            switch (line.charAt(0)) {
                case 'c' -> {
                    Address address = address(value);
                    if (head == null) everywhere = address;
                    else here = address;
                }
                case 'm' -> {
                    if (head != null) add(all, head, here, attributes);
                    head = value.split("\\s+", 64);
                    here = everywhere;
                    attributes = new ArrayList<>();
                }
                case 'a' -> {
                    if (attributes.size() < MOST_ATTRIBUTES) attributes.add(value);
                }
                default -> {}
            }
        }
        if (head != null) add(all, head, here, attributes);
        return new Sdp(List.copyOf(all));
    }

    private static void add(List<Media> all, String[] head, Address address, List<String> attributes) {
        if (head.length < 3 || all.size() >= MOST_MEDIA) return;
        // `port/number of ports`
        String port = head[1].contains("/") ? head[1].substring(0, head[1].indexOf('/')) : head[1];
        boolean digits = !port.isEmpty() && port.length() < 6 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = digits ? Integer.parseInt(port) : 0;
        all.add(new Media(
                head[0].toLowerCase(Locale.ROOT),
                number > 65_535 ? 0 : number,
                head[2].toUpperCase(Locale.ROOT),
                List.of(head).subList(3, head.length),
                address,
                List.copyOf(attributes)));
    }

    /// `IN IP4 192.0.2.1/127`
    private static Address address(String value) {
        String[] words = value.split("\\s+", 4);
        if (words.length < 3) return null;
        int slash = words[2].indexOf('/');
        return Address.parse(slash < 0 ? words[2] : words[2].substring(0, slash));
    }
}

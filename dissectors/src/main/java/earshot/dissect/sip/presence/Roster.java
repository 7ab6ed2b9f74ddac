package earshot.dissect.sip.presence;

import earshot.xml.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who is in a conference (RFC 4575, and Microsoft's CCCP that uses the same words).
///
/// @param conference its URI, "" where the document is about none
/// @param subject "" where it is not said
public record Roster(String conference, String subject, List<Member> members) {
    private static final int MOST = 1024;

    /// @param gone whether the user left
    public record Member(String uri, boolean gone) {}

    public static Roster read(byte[] document) {
        String[] of = {"", ""};
        List<Member> members = new ArrayList<>();
        Xml.read(document, new Xml.Listener() {
            private boolean users;

            @Override
            public void start(String name, Map<String, String> attributes) {
                if (name.equals("conference-info") && of[0].isEmpty()) of[0] = attributes.getOrDefault("entity", "");
                if (name.equals("users")) users = true;
                if (!name.equals("user") || !users || members.size() >= MOST) return;
                String uri = attributes.getOrDefault("entity", "");
                if (!uri.isEmpty()) members.add(new Member(uri, "deleted".equals(attributes.get("state"))));
            }

            @Override
            public void end(String name, String text) {
                if (name.equals("users")) users = false;
                if (name.equals("focus-uri") && of[0].isEmpty()) of[0] = text.strip();
                if (name.equals("subject") && of[1].isEmpty()) of[1] = text.strip();
            }
        });
        return new Roster(of[0], of[1], members);
    }
}

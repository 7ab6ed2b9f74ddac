package earshot.dissect.sip.body;

import earshot.xml.Xml;
import java.util.Map;

/// Small documents that say that somebody is typing, or that something arrived.
final class Compose {
    private Compose() {}

    /// `<isComposing><state>active</state>` (RFC 3994).
    static boolean isActive(byte[] document) {
        return element(document, "state").equalsIgnoreCase("active");
    }

    /// `<KeyboardActivity><status status="type"/>` (MS-SIP).
    static boolean isKeyboard(byte[] document) {
        boolean[] typing = {false};
        Xml.read(document, new Xml.Listener() {
            private boolean keyboard;

            @Override
            public void start(String name, Map<String, String> attributes) {
                if (name.equals("KeyboardActivity")) keyboard = true;
                if (keyboard && name.equals("status")) typing[0] = "type".equals(attributes.get("status"));
            }
        });
        return typing[0];
    }

    /// The text of the first such element, "" where there is none.
    static String element(byte[] document, String wanted) {
        String[] found = {""};
        Xml.read(document, new Xml.Listener() {
            @Override
            public void end(String name, String text) {
                if (found[0].isEmpty() && name.equals(wanted)) found[0] = text.strip();
            }
        });
        return found[0];
    }
}

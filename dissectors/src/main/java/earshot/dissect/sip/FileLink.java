package earshot.dissect.sip;

import earshot.xml.Xml;
import java.util.Map;

/// A file that was put on a web server, as its sender describes it (GSMA RCC.07 section 3.2.5).
///
/// @param size -1 where it is not said
record FileLink(String name, long size) {
    /// @return null where the document describes no file
    static FileLink read(byte[] document) {
        String[] name = {""};
        long[] size = {-1};
        boolean[] found = {false};
        Xml.read(document, new Xml.Listener() {
            private boolean thumbnail;

            @Override
            public void start(String element, Map<String, String> attributes) {
                if (!element.equals("file-info")) return;
                thumbnail = "thumbnail".equals(attributes.get("type"));
                found[0] |= !thumbnail;
            }

            @Override
            public void end(String element, String text) {
                if (thumbnail) return;
                String stated = text.strip();
                if (element.equals("file-name")) name[0] = stated;
                boolean number = !stated.isEmpty()
                        && stated.length() < 18
                        && stated.chars().allMatch(c -> c >= '0' && c <= '9');
                if (element.equals("file-size") && number) size[0] = Long.parseLong(stated);
            }
        });
        return found[0] ? new FileLink(name[0], size[0]) : null;
    }
}

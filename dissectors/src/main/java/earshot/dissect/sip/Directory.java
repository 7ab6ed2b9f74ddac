package earshot.dissect.sip;

import earshot.xml.Xml;
import java.util.Map;

/// Searches in the directory through the server ([MS-SIP]: `directorySearch` in a SERVICE request).
final class Directory {
    private static final int LONGEST = 1024;

    private Directory() {}

    /// What is asked for, `givenName=Ann mail=ann@ex.org`; "" where the document is no search.
    static String query(byte[] document) {
        StringBuilder query = new StringBuilder();
        Xml.read(document, new Xml.Listener() {
            private boolean search;

            @Override
            public void start(String name, Map<String, String> attributes) {
                if (name.equals("directorySearch")) search = true;
                String attribute = attributes.getOrDefault("attrib", ""), value = attributes.getOrDefault("value", "");
                if (search && name.equals("row") && !attribute.isEmpty() && query.length() < LONGEST)
                    query.append(query.isEmpty() ? "" : " ")
                            .append(attribute)
                            .append('=')
                            .append(value);
            }
        });
        return query.toString();
    }
}

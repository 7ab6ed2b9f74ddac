package earshot.dissect.irc;

import earshot.dissect.Out;
import earshot.event.Account;
import earshot.text.MircFormatting;
import earshot.text.TextDecoding;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What all that reads one connection shares: where events go, the server's rules, and how octets become text.
final class Wire {
    /// Speakers whose charset is remembered; of more, the one silent for longest is forgotten.
    private static final int SPEAKERS = 128;

    final Out out;
    final Isupport isupport = new Isupport();

    private final Map<String, TextDecoding.Speaker> speakers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TextDecoding.Speaker> eldest) {
            return size() > SPEAKERS;
        }
    };

    Wire(Out out) {
        this.out = out;
    }

    static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean ascii(String octets) {
        for (int i = 0; i < octets.length(); i++) if (octets.charAt(i) >= 0x80) return false;
        return true;
    }

    /// Names, topics, reasons: UTF-8, else windows-1252; formatting removed.
    static String text(String octets) {
        return MircFormatting.removed(
                ascii(octets) ? octets : TextDecoding.of(bytes(octets)).text());
    }

    /// A name as an account; nobody for the empty one.
    static Account account(String nick) {
        return nick.isEmpty()
                ? Account.NONE
                : Account.of(ascii(nick) ? nick : TextDecoding.of(bytes(nick)).text());
    }

    /// What somebody said, by the charset that fits what they said before.
    TextDecoding said(String speaker, String octets) {
        if (ascii(octets) && octets.indexOf(0x1b) < 0) return new TextDecoding(octets, "");
        return speakers.computeIfAbsent(isupport.folded(speaker), _ -> new TextDecoding.Speaker())
                .read(bytes(octets));
    }

    boolean same(String a, String b) {
        return isupport.same(a, b);
    }
}

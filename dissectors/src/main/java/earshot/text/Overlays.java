package earshot.text;

import java.util.Locale;

/// Encryption that users lay over a readable protocol: which line is ciphertext or part of a key exchange, and
/// so carries no words of a person, and which is plain text that merely offers to encrypt.
///
/// Give it text whose markup has been removed: some clients wrap the armour in HTML. Only unmistakable armour
/// counts; what merely looks random stays text. Source: the sheet on encryption add-ons.
public final class Overlays {
    /// The 16 characters of spaces and tabs that every OTR offer hidden in a plain message begins with.
    private static final String OTR_TAG = " \t  \t\t\t\t \t \t \t  ";
    /// What follows it, once for each version offered: 1, 2, 3 and 4.
    private static final String[] OTR_VERSIONS = {" \t \t  \t ", "  \t\t  \t ", "  \t\t  \t\t", "  \t\t \t  "};

    private static final String FISH_ALPHABET = "./0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    /// A FiSH block is 64 bits in 12 characters.
    private static final int FISH_BLOCK = 12;

    private static final String[] SECURE_IM = {
        "----INIT@HELL----", "----DEINIT@HELL----", "----DISABLED@HELL----", "----FAKE@HELL----",
        "----Key3@hell----", "----Key4@hell----", "----KeyA@hell----", "----KeyB@hell----",
        "----Secured@hell----", "----Offline@hell----", "----Resend@hell----", "----Part@hell----"
    };

    private Overlays() {}

    /// The scheme that made this text: `otr`, `fish`, `mircryption`, `pgp`, `smime`, `pidgin-encryption`, `secureim`;
    /// ""
    /// for plain text.
    public static String scheme(String text) {
        String line = text.strip();
        if (line.length() < 5) return "";
        // Armour may stand below words; what surrounds it is not worth showing it.
        if (line.indexOf("-----BEGIN PGP ") >= 0 && isPgp(line)) return "pgp";
        return switch (line.charAt(0)) {
            // Markup that the protocol's reader leaves alone, since the protocol has none.
            case '<' -> {
                String bare = ChatHtml.text(line).strip();
                yield bare.isEmpty() || bare.charAt(0) == '<' ? "" : scheme(bare);
            }
            case 'C', 'c' -> isSmime(line) ? "smime" : "";
            case '?' -> otr(line) ? "otr" : "";
            case '+' -> line.startsWith("+OK ") && fish(line.substring(4)) ? "fish" : "";
            case 'D' -> keyExchange(line) ? "fish" : "";
            case 'm' -> line.startsWith("mcps ") && fish(line.substring(5)) ? "mircryption" : "";
            case 'M' -> line.startsWith("MCPS2 ") && oneToken(line.substring(6)) ? "mircryption" : "";
            case '-' -> dashes(line);
            case '*' -> line.startsWith("*** Encrypted ") && pidgin(line) ? "pidgin-encryption" : "";
            default -> "";
        };
    }

    /// The text without the white space by which a client offers OTR; the text itself where there is none.
    public static String withoutOffer(String text) {
        int tag = text.indexOf(OTR_TAG);
        if (tag < 0) return text;
        int end = tag + OTR_TAG.length();
        for (boolean more = true; more; ) {
            more = false;
            for (String version : OTR_VERSIONS) {
                if (!text.startsWith(version, end)) continue;
                end += version.length();
                more = true;
                break;
            }
        }
        return text.substring(0, tag) + text.substring(end);
    }

    private static boolean otr(String line) {
        if (!line.startsWith("?OTR")) return false;
        char next = line.charAt(4);
        return switch (next) {
            // Data, and fragments of versions 1-2 and 3-4.
            case ':', ',', '|' -> true;
            // A query: `?OTR?`, `?OTR?v2?`.
            case '?' -> true;
            case 'v' -> query(line, 5);
            case ' ' -> line.startsWith("?OTR Error:");
            default -> false;
        };
    }

    /// Digits, then a question mark: `?OTRv23?`.
    private static boolean query(String line, int at) {
        int i = at;
        while (i < line.length() && i < at + 8 && (Character.isDigit(line.charAt(i)) || line.charAt(i) == 'x')) i++;
        return i < line.length() && line.charAt(i) == '?';
    }

    private static boolean fish(String body) {
        if (body.startsWith("*")) return body.length() > FISH_BLOCK && base64(body, 1);
        if (body.length() < FISH_BLOCK || body.length() % FISH_BLOCK != 0) return false;
        for (int i = 0; i < body.length(); i++) if (FISH_ALPHABET.indexOf(body.charAt(i)) < 0) return false;
        return true;
    }

    private static boolean keyExchange(String line) {
        for (String verb : new String[] {"DH1080_INIT ", "DH1080_FINISH "}) {
            if (!line.startsWith(verb)) continue;
            String key = line.substring(verb.length());
            int space = key.indexOf(' ');
            // 1080 bits in base64: 180 characters and, with some programs, an `A` to round it off.
            return (space < 0 ? key.length() : space) >= 128;
        }
        return false;
    }

    private static String dashes(String line) {
        if (line.startsWith("--- Encrypted with") && pidgin(line)) return "pidgin-encryption";
        for (String mark : SECURE_IM) if (line.startsWith(mark)) return "secureim";
        return "";
    }

    /// In HTML the key or message stands in the address of a link, so that only the notice for others is left.
    private static boolean pidgin(String line) {
        return line.contains("-Encryption plugin")
                || line.contains(": Msg:")
                || line.contains(": Key:")
                || line.contains(": ErrKey:");
    }

    /// A message or a key, at the beginning of a line. A signed message is readable.
    private static boolean isPgp(String text) {
        for (String what : new String[] {"MESSAGE-----", "PUBLIC KEY BLOCK-----"}) {
            String begin = "-----BEGIN PGP " + what;
            int at = text.indexOf(begin);
            if (at == 0 || at > 0 && text.charAt(at - 1) == '\n') return true;
        }
        return false;
    }

    /// AIM 5.2 and later with certificates.
    private static boolean isSmime(String line) {
        String head = line.substring(0, Math.min(80, line.length())).toLowerCase(Locale.ROOT);
        return head.startsWith("content-type: application/pkcs7-mime")
                || head.startsWith("content-type: application/x-pkcs7-mime");
    }

    private static boolean oneToken(String body) {
        return body.length() >= FISH_BLOCK && body.indexOf(' ') < 0;
    }

    private static boolean base64(String body, int from) {
        for (int i = from; i < body.length(); i++) {
            char c = body.charAt(i);
            boolean legal = c < 128 && Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '=';
            if (!legal) return false;
        }
        return true;
    }
}

package earshot.report.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is not to be seen in an export: accounts, which get a number instead, and words, which get blocks.
///
/// @param accounts as the services write them
/// @param words found wherever they stand, case ignored
public record Redaction(List<String> accounts, List<String> words) {
    public static final Redaction NONE = new Redaction(List.of(), List.of());
    private static final char BLOCK = '\u2588';

    public Redaction {
        accounts = List.copyOf(accounts);
        words = List.copyOf(words);
    }

    public boolean isEmpty() {
        return accounts.isEmpty() && words.isEmpty();
    }

    /// An account, or what stands for it.
    public String account(String account) {
        String plain = plain(account);
        for (int i = 0; i < accounts.size(); i++)
            if (plain(accounts.get(i)).equals(plain)) return "[redacted " + (i + 1) + "]";
        return account;
    }

    private static String plain(String account) {
        return account.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    /// A text without what is not to be seen: neither the words nor the accounts.
    public String text(String text) {
        String redacted = text;
        List<String> hidden = new ArrayList<>(words);
        hidden.addAll(accounts);
        for (String word : hidden) redacted = without(redacted, word);
        return redacted;
    }

    private static String without(String text, String word) {
        if (word.isEmpty()) return text;
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                for (int k = 0; k < word.length(); k++) out.append(BLOCK);
                i += word.length();
            } else {
                out.append(text.charAt(i++));
            }
        }
        return out.toString();
    }

    /// What the export says of it; "" where nothing is taken out.
    public String note() {
        if (isEmpty()) return "";
        return "Redacted: " + accounts.size() + " accounts and " + words.size()
                + " words were taken out before this was written.";
    }
}

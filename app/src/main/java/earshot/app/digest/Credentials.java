package earshot.app.digest;

import earshot.event.ImEvent.Credential;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The credentials that the wire exposed, each once however often it was used. Digests of one account
/// differ at every login and count as one.
final class Credentials {
    private static final int MOST = 1_000;

    /// @param first its first use, and the id of that
    /// @param times how often it was used
    record Entry(Credential first, String id, long times) {}

    private final Map<String, Entry> seen = new LinkedHashMap<>();
    private long unlisted;

    void add(Credential credential, String id) {
        boolean digest = credential.form() == Credential.Form.DIGEST;
        String key = credential.seen().service()
                + '\n'
                + credential.seen().network()
                + '\n'
                + Names.key(credential.account())
                + '\n'
                + credential.form()
                + '\n'
                + credential.mechanism()
                + '\n'
                + (digest ? "" : credential.secret());
        Entry before = seen.get(key);
        if (before != null) seen.put(key, new Entry(before.first, before.id, before.times + 1));
        else if (seen.size() < MOST) seen.put(key, new Entry(credential, id, 1));
        else unlisted++;
    }

    List<Entry> all() {
        return new ArrayList<>(seen.values());
    }

    long unlisted() {
        return unlisted;
    }
}

package earshot.app.digest;

import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.Recovered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The files of a run: those recovered, each once however often its bytes were seen, and how many were
/// only offered.
final class Files {
    /// Recovered files that are listed; the rest is counted.
    static final int MOST = 1_000, MOST_OFFERS = 100_000;

    /// @param times how often the same bytes went from the same sender to the same receiver under the
    ///     same name
    record Entry(FileTransfer file, String id, int times) {}

    private final Map<String, Entry> recovered = new LinkedHashMap<>();
    /// Offers, each once however many hops of it were seen.
    private final Set<String> offered = new HashSet<>();
    private long unlisted;

    void add(FileTransfer file, String id) {
        switch (file.state()) {
            case OFFERED -> {
                if (offered.size() < MOST_OFFERS) offered.add(key(file));
            }
            case ACCEPTED, DECLINED -> {}
            case COMPLETE, PARTIAL -> recovered(file, id);
        }
    }

    private void recovered(FileTransfer file, String id) {
        Recovered bytes = file.recovered();
        if (bytes == null) return;
        String key = bytes.sha256() + '\n' + key(file);
        Entry before = recovered.get(key);
        if (before != null) recovered.put(key, new Entry(before.file, before.id, before.times + 1));
        else if (recovered.size() < MOST) recovered.put(key, new Entry(file, id, 1));
        else unlisted++;
    }

    List<Entry> recovered() {
        return new ArrayList<>(recovered.values());
    }

    /// Recovered and not in the list.
    long unlisted() {
        return unlisted;
    }

    /// Offers of which no bytes were recovered.
    long onlyOffered() {
        Set<String> open = new HashSet<>(offered);
        for (Entry entry : recovered.values()) open.remove(key(entry.file));
        return open.size();
    }

    private static String key(FileTransfer file) {
        return file.name() + '\n' + Names.key(file.from()) + '\n' + Names.key(file.to());
    }
}

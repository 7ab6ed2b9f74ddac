package earshot.capture;

import java.util.ArrayList;
import java.util.List;

/// What is known of one capture, filled in while it is read. Written by the reading thread; others look once a
/// round
/// has been handed over.
public final class CaptureInfo {
    /// The capture's name as the user gave it (a file in a folder: the folder's name, a slash, the file's).
    public final String name;
    /// Which `--source` it belongs to, "" for the only one.
    public final String source;

    /// SHA-256 of its first 64 KiB as stored (compressed files: of the compressed bytes), hexadecimal.
    public String head = "";
    /// Stated by the user, added to every time stamp, nanoseconds.
    public long clockOffset;
    /// Frames and captured bytes read.
    public long frames, bytes;
    /// Frames of which not all bytes were captured.
    public long truncated;
    /// First and last time stamp, nanoseconds; meaningful when [#frames] is not 0.
    public long from, until;
    /// How often a time stamp stood before its predecessor's, and the widest such step in nanoseconds.
    public long stepsBack, widestStepBack;
    /// Frames that the capturing program says it lost (pcapng interface statistics), -1 where it does not say.
    public long drops = -1;
    /// The link types met, as LINKTYPE_ numbers.
    public final List<Integer> links = new ArrayList<>();
    /// What could not be read and where, one sentence each, bounded; empty for an undamaged capture.
    public final List<String> damage = new ArrayList<>();
    /// Comments inside the capture (pcapng), bounded.
    public final List<String> comments = new ArrayList<>();
    /// Names inside the capture (pcapng name resolution): address, then name; bounded.
    public final List<String[]> names = new ArrayList<>();
    /// TLS key log lines inside the capture (pcapng decryption secrets), bounded.
    public final List<byte[]> keyLogs = new ArrayList<>();
    /// SHA-256 of the whole capture as stored, where it was asked for; hexadecimal.
    public String sha256 = "";

    public CaptureInfo(String name, String source) {
        this.name = name;
        this.source = source;
    }
}

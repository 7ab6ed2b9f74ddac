package earshot.tls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What the investigator holds to decrypt with: the lines of key logs (NSS format, as SSLKEYLOGFILE writes them) and
/// servers' RSA keys.
///
/// Any thread asks. Who adds does so while nobody asks: before a run, or between its rounds, so that what is found
/// does not depend on which thread was quicker.
public final class Keys {
    /// More than a day of a busy browser; further lines are left out and counted.
    private static final int MOST = 4_000_000;

    /// A line longer than any.
    private static final int LONGEST = 1024;

    /// Labels of lines that say whom they belong to with 32 bytes of the client's.
    private static final String CLIENT_RANDOM = "CLIENT_RANDOM", PREMASTER = "PMS_CLIENT_RANDOM";

    private static final String[] LABELS = {
        CLIENT_RANDOM, PREMASTER, "CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0", "CLIENT_EARLY_TRAFFIC_SECRET"
    };

    /// By what stands before the secret in its line, in lower case.
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();
    private final List<RsaKey> rsa = new ArrayList<>();
    /// There are lines that say by something else than the client's random bytes whom they belong to.
    private boolean anonymous;
    private long leftOut;
    private final LongAdder opened = new LongAdder();

    /// Adds a key log. Lines that are none are passed over: such files hold remarks, and are cut where a program was.
    public void addLog(byte[] log) {
        int at = 0;
        while (at < log.length) {
            int end = at;
            while (end < log.length && log[end] != '\n') end++;
            if (end - at < LONGEST) line(new String(log, at, end - at, StandardCharsets.ISO_8859_1).strip());
            at = end + 1;
        }
    }

    private void line(String line) {
        if (line.isEmpty() || line.startsWith("#")) return;
        int last = Math.max(line.lastIndexOf(' '), line.lastIndexOf(':'));
        int first = line.indexOf(' ');
        if (first < 0 || last < first) return;
        byte[] secret = hex(line.substring(last + 1));
        if (secret.length < 16) return;
        String label = line.substring(0, first);
        anonymous |= label.equals("RSA");
        // `RSA Session-ID:… Master-Key:…`, as OpenSSL's tools print sessions
        if (label.equals("RSA") && line.startsWith("Session-ID:", first + 1)) {
            int space = line.indexOf(' ', first + 1);
            if (space > 0) put("session " + line.substring(first + 12, space), secret);
        } else {
            put(line.substring(0, last), secret);
        }
    }

    private void put(String key, byte[] secret) {
        if (secrets.size() < MOST) secrets.put(key.toLowerCase(java.util.Locale.ROOT), secret);
        else leftOut++;
    }

    private static byte[] hex(String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /// Adds a server's RSA key.
    ///
    /// @param pem PKCS#1 or PKCS#8, not encrypted
    /// @throws IllegalArgumentException with a sentence that says why it cannot be used
    public void addPrivateKey(String pem) {
        rsa.add(RsaKey.of(pem));
    }

    /// Whether there is nothing at all.
    public boolean isEmpty() {
        return secrets.isEmpty() && rsa.isEmpty();
    }

    /// How many secrets key logs held.
    public int secrets() {
        return secrets.size();
    }

    /// Secrets beyond the ceiling.
    public long leftOut() {
        return leftOut;
    }

    /// How many connections they have opened so far.
    public long opened() {
        return opened.sum();
    }

    /// A connection was opened: its first record verified.
    void countOpened() {
        opened.increment();
    }

    boolean hasPrivateKeys() {
        return !rsa.isEmpty();
    }

    /// @param label `CLIENT_TRAFFIC_SECRET_0`
    /// @return null where there is none
    byte[] secret(String label, byte[] clientRandom) {
        return secrets.get((label + ' ' + HexFormat.of().formatHex(clientRandom)).toLowerCase(java.util.Locale.ROOT));
    }

    /// Whether there may be something for the connection with this hello. It is asked of every connection, so that all
    /// others cost nothing.
    boolean mayKnow(byte[] clientRandom) {
        if (anonymous || !rsa.isEmpty()) return true;
        for (String label : LABELS) if (secret(label, clientRandom) != null) return true;
        return false;
    }

    /// The master secret of a connection before TLS 1.3, null where no line has it.
    byte[] master(byte[] clientRandom, byte[] sessionId) {
        byte[] master = secret(CLIENT_RANDOM, clientRandom);
        if (master == null && sessionId.length > 0)
            master = secrets.get("session " + HexFormat.of().formatHex(sessionId));
        return master;
    }

    /// The secret that the master secret is made from, null where nothing tells it.
    ///
    /// @param exchanged what the client sent, encrypted with the server's key; empty where it was not seen
    /// @param modulus of the server's key, null where not known
    byte[] premaster(byte[] clientRandom, byte[] exchanged, BigInteger modulus) {
        byte[] premaster = secret(PREMASTER, clientRandom);
        if (premaster != null || exchanged.length < 8) return premaster;
        premaster = secrets.get("rsa " + HexFormat.of().formatHex(exchanged, 0, 8));
        for (int i = 0; i < rsa.size() && premaster == null; i++) {
            RsaKey key = rsa.get(i);
            if (modulus == null || modulus.equals(key.modulus())) premaster = key.premaster(exchanged);
        }
        return premaster;
    }
}

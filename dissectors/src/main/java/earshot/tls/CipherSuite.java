package earshot.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A cipher suite, read from its registered name: `TLS_RSA_WITH_AES_128_CBC_SHA`.
///
/// @param bulk null where the cipher is none that can be decrypted
/// @param mac the hash of its HMAC, as Java names it; "" where the cipher verifies by itself
/// @param hash of the pseudorandom function and of TLS 1.3's schedule, as Java names it
/// @param tag length in bytes of what verifies a record, of those that verify by themselves
/// @param export keys are cut short as old American law wanted
record CipherSuite(int id, String name, Bulk bulk, String mac, String hash, int tag, boolean export) {
    /// How records are encrypted, with the length of keys, as agreed and as used, and of blocks.
    enum Bulk {
        NULL(Kind.STREAM, 0, 0, 0),
        RC4_40(Kind.STREAM, 5, 16, 0),
        RC4_56(Kind.STREAM, 7, 16, 0),
        RC4_128(Kind.STREAM, 16, 16, 0),
        RC2_CBC_40(Kind.BLOCK, 5, 16, 8),
        RC2_CBC_56(Kind.BLOCK, 7, 16, 8),
        IDEA_CBC(Kind.BLOCK, 16, 16, 8),
        DES40_CBC(Kind.BLOCK, 5, 8, 8),
        DES_CBC_40(Kind.BLOCK, 5, 8, 8),
        DES_CBC(Kind.BLOCK, 8, 8, 8),
        TRIPLE_DES_EDE_CBC(Kind.BLOCK, 24, 24, 8),
        SEED_CBC(Kind.BLOCK, 16, 16, 16),
        AES_128_CBC(Kind.BLOCK, 16, 16, 16),
        AES_256_CBC(Kind.BLOCK, 32, 32, 16),
        CAMELLIA_128_CBC(Kind.BLOCK, 16, 16, 16),
        CAMELLIA_256_CBC(Kind.BLOCK, 32, 32, 16),
        ARIA_128_CBC(Kind.BLOCK, 16, 16, 16),
        ARIA_256_CBC(Kind.BLOCK, 32, 32, 16),
        AES_128_GCM(Kind.AEAD, 16, 16, 0),
        AES_256_GCM(Kind.AEAD, 32, 32, 0),
        CAMELLIA_128_GCM(Kind.AEAD, 16, 16, 0),
        CAMELLIA_256_GCM(Kind.AEAD, 32, 32, 0),
        ARIA_128_GCM(Kind.AEAD, 16, 16, 0),
        ARIA_256_GCM(Kind.AEAD, 32, 32, 0),
        AES_128_CCM(Kind.AEAD, 16, 16, 0),
        AES_256_CCM(Kind.AEAD, 32, 32, 0),
        CHACHA20_POLY1305(Kind.AEAD, 32, 32, 0);

        enum Kind {
            STREAM,
            BLOCK,
            AEAD
        }

        final Kind kind;
        final int material, key, block;

        Bulk(Kind kind, int material, int key, int block) {
            this.kind = kind;
            this.material = material;
            this.key = key;
            this.block = block;
        }
    }

    private static final String RESOURCE = "cipher-suites.tsv";

    /// Read when first asked for: without keys nobody does.
    private static final class All {
        static final Map<Integer, CipherSuite> BY_ID = load();

        private static Map<Integer, CipherSuite> load() {
            Map<Integer, CipherSuite> all = new HashMap<>();
            try (InputStream in = CipherSuite.class.getResourceAsStream(RESOURCE)) {
                for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                    if (line.startsWith("#")) continue;
                    int tab = line.indexOf('\t');
                    int id = Integer.parseInt(line.substring(0, tab), 16);
                    all.put(id, named(id, line.substring(tab + 1).strip()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return all;
        }
    }

    /// @return null where no such suite is known
    static CipherSuite of(int id) {
        return All.BY_ID.get(id);
    }

    private static CipherSuite named(int id, String name) {
        int with = name.indexOf("_WITH_");
        String rest = with < 0 ? name.substring("TLS_".length()) : name.substring(with + "_WITH_".length());
        String hash = "";
        int last = rest.lastIndexOf('_');
        switch (rest.substring(last + 1)) {
            case "MD5" -> hash = "MD5";
            case "SHA" -> hash = "SHA1";
            case "SHA256" -> hash = "SHA256";
            case "SHA384" -> hash = "SHA384";
            default -> last = rest.length();
        }
        String cipher = rest.substring(0, last).replace("3DES", "TRIPLE_DES");
        int tag = 16;
        if (cipher.endsWith("_CCM_8")) {
            tag = 8;
            cipher = cipher.substring(0, cipher.length() - 2);
        }
        Bulk bulk = null;
        for (Bulk one : Bulk.values()) if (one.name().equals(cipher)) bulk = one;
        boolean aead = bulk != null && bulk.kind == Bulk.Kind.AEAD;
        String mac = aead ? "" : hash;
        String schedule = hash.equals("SHA384") ? "SHA384" : "SHA256";
        return new CipherSuite(id, name, bulk, mac, schedule, tag, name.contains("EXPORT"));
    }

    /// How long a MAC is.
    int macLength() {
        return switch (mac) {
            case "MD5" -> 16;
            case "SHA1" -> 20;
            case "SHA256" -> 32;
            case "SHA384" -> 48;
            default -> 0;
        };
    }
}

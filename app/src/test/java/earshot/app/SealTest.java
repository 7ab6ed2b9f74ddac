package earshot.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cases and bundles that somebody vouches for.
class SealTest {
    @TempDir
    Path folder;

    private String path, secret, open;

    @BeforeEach
    void aCaseAndAKey() throws IOException, NoSuchAlgorithmException {
        path = folder.resolve("case").toString();
        assertEquals(
                Exit.DONE,
                Cli.run("replay", Cli.sample("irc.pcap"), "--case", path).status());
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        secret = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        open = pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    private String pem(String label, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(der);
        Path file = folder.resolve(label.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + ".pem");
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n")
                .toString();
    }

    private void says(int status, String text, String... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertEquals(status, result.status(), result.out() + result.err());
        assertTrue((result.out() + result.err()).contains(text), result.out() + result.err());
    }

    @Test
    void aSignedCaseIsUnchangedUntilItIsAddedTo() {
        says(Exit.DAMAGED, "this was not signed", "verify", "--case", path, "--key", open);
        says(Exit.DONE, "case seal", "seal", "--case", path, "--sign", secret);
        says(Exit.DONE, "unchanged", "verify", "--case", path, "--key", open);
        says(Exit.DONE, "consistent", "verify", "--case", path);
        Cli.run("replay", Cli.sample("aim.pcap"), "--case", path);
        says(Exit.DAMAGED, "is not that key's signature", "verify", "--case", path, "--key", open);
    }

    @Test
    void nobodySignsWhatDoesNotVerify() throws IOException {
        Path custody = Path.of(path, "custody.log");
        Files.writeString(custody, Files.readString(custody).replaceFirst("run-", "fun-"));
        says(Exit.FAILED, "nobody should sign it", "seal", "--case", path, "--sign", secret);
    }

    @Test
    void aSignedBundleIsTheSameEachTimeAndAChangeShows() throws IOException {
        String one = folder.resolve("one.zip").toString(),
                two = folder.resolve("two.zip").toString();
        for (String to : new String[] {one, two}) {
            says(Exit.DONE, "bundle digest", "bundle", "chat-q6bdbc7n05", "-w", to, "--sign", secret, "--case", path);
        }
        assertEquals(-1, Files.mismatch(Path.of(one), Path.of(two)));
        says(Exit.DONE, "unchanged", "verify", one, "--key", open);
        String to = folder.resolve("three").toString();
        says(Exit.DONE, "bundle digest", "bundle", "chat-q6bdbc7n05", "-w", to, "--sign", secret, "--case", path);
        Path manifest = Path.of(to, "manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"tool\"", "\"fool\""));
        says(Exit.DONE, "consistent", "verify", to);
        says(Exit.DAMAGED, "is not that key's signature", "verify", to, "--key", open);
        Files.delete(Path.of(to, "manifest.sig"));
        says(Exit.DAMAGED, "this was not signed", "verify", to, "--key", open);
    }

    @Test
    void aTimestampIsAskedForInAFileOfItsOwn() throws IOException {
        Path request = folder.resolve("case.tsq");
        says(Exit.DONE, "case seal", "seal", "--case", path, "--timestamp-request", request.toString());
        assertEquals(59, Files.size(request));
        says(Exit.FAILED, "is there already", "seal", "--case", path, "--timestamp-request", request.toString());
        says(Exit.FAILED, "is no Ed25519", "seal", "--case", path, "--sign", pem("PRIVATE KEY", new byte[] {1}));
    }
}

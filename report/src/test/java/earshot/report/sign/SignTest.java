package earshot.report.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the values of the RFCs.
class SignTest {
    private static final HexFormat HEX = HexFormat.of();

    @TempDir
    Path temp;

    private Path pem(String label, String der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(HEX.parseHex(der));
        return Files.writeString(
                temp.resolve(label.replace(' ', '-')),
                "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }

    /// RFC 8032 §7.1, test 2; the keys in the wrapping of RFC 8410.
    @Test
    void ed25519IsThatOfTheRfc() throws IOException {
        Path secret = pem(
                "PRIVATE KEY",
                "302e020100300506032b657004220420"
                        + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        Path open = pem(
                "PUBLIC KEY",
                "302a300506032b6570032100" + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        byte[] message = {0x72};
        byte[] signature = Ed25519.sign(Ed25519.privateKey(secret), message);
        assertEquals(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
                HEX.formatHex(signature));
        assertTrue(Ed25519.isOf(Ed25519.publicKey(open), message, signature));
        assertFalse(Ed25519.isOf(Ed25519.publicKey(open), new byte[] {0x73}, signature));
        assertFalse(Ed25519.isOf(Ed25519.publicKey(open), message, new byte[0]), "no signature at all");
    }

    @Test
    void whatIsNoKeyIsSaidInASentence() throws IOException {
        Path text = Files.writeString(temp.resolve("text"), "hello");
        Path other = pem("PRIVATE KEY", "3003020100");
        for (Path file : new Path[] {text, other, temp.resolve("none")}) {
            String said = assertThrows(IOException.class, () -> Ed25519.privateKey(file))
                    .getMessage();
            assertTrue(said.contains(file.toString()), said);
        }
    }

    /// RFC 3161 §2.4.1, spelled out.
    @Test
    void aTimestampRequestIsDer() {
        byte[] digest = new byte[32];
        java.util.Arrays.fill(digest, (byte) 0xab);
        assertEquals(
                "3039" // TimeStampReq
                        + "020101" // version 1
                        + "3031" // messageImprint
                        + "300d0609608648016503040201" // hashAlgorithm: id-sha256
                        + "0500" // its parameters: NULL
                        + "0420" + "ab".repeat(32) // hashedMessage
                        + "0101ff", // certReq TRUE
                HEX.formatHex(TimestampRequest.of(digest)));
    }
}

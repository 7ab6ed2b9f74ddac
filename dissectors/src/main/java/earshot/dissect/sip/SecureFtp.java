package earshot.dissect.sip;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.dissect.Verdict;
import earshot.event.Account;
import earshot.event.ImEvent.FileTransfer;
import earshot.event.ImEvent.FileTransfer.State;
import earshot.event.ImEvent.Recovered;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Proof;
import earshot.event.Seen;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Files between Microsoft's SIP clients: MSNFTP under the name `MSN_SECURE_FTP`, whose blocks are RC4 with a key made
/// of the one that the acceptance sent in clear over SIP. Seen without that, the transfer is only told of.
///
/// Framing: lines of text; then the sender's blocks (0, 16-bit little-endian length, bytes). A block begins with 0 and
/// a line with a capital. One cipher stream runs through all blocks, so the file ends at the first gap.
public final class SecureFtp implements Dissector {
    private static final String HELLO = "VER MSN_SECURE_FTP";

    @Override
    public String name() {
        return "msn-secure-ftp";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return firstByte == 'V';
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT), server = opening.bytes(Direction.SERVER);
        if (client.startsWith(HELLO) || server.startsWith(HELLO)) return Verdict.YES;
        return mayGreet(client) && mayGreet(server) ? Verdict.MORE : Verdict.NO;
    }

    private static boolean mayGreet(Cursor in) {
        for (int i = 0; i < Math.min(in.remaining(), HELLO.length()); i++)
            if (in.peek(i) != HELLO.charAt(i)) return false;
        return in.remaining() < HELLO.length();
    }

    @Override
    public Dissection begin(Out out) {
        return new Reading(out, new byte[0]);
    }

    /// One connection.
    static final class Reading implements Dissection {
        private static final int LONGEST_LINE = 512;
        private static final int BLOCK = 3;

        private final Out out;
        private final Cipher cipher;
        private final Proof proof = new Proof();
        /// Null until one of them says FIL or TFR.
        private Direction sender;
        private String cookie = "";
        private long size = -1;
        private Recovery recovery;
        private Seen last;
        private boolean over, greeted;

        /// @param key as the acceptance gave it, decoded; empty where it was not seen
        Reading(Out out, byte[] key) {
            this.out = out;
            this.cipher = key.length == 0 ? null : cipher(key);
            out.service("sip-simple");
        }

        private static Cipher cipher(byte[] key) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1").digest(key);
                Cipher rc4 = Cipher.getInstance("RC4");
                rc4.init(Cipher.DECRYPT_MODE, new SecretKeySpec(Arrays.copyOf(digest, 16), "RC4"));
                return rc4;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has SHA-1 and RC4", e);
            }
        }

        @Override
        public int frame(Direction from, Cursor in) {
            int first = in.peek(0);
            if (first == 0 || first == 1) {
                if (in.remaining() < BLOCK) return MORE;
                return BLOCK + (in.peek(1) | in.peek(2) << 8);
            }
            if (first >= 0 && (first < 'A' || first > 'Z')) return LOST;
            int end = in.indexOf('\n', 0);
            if (end < 0) return in.remaining() > LONGEST_LINE ? LOST : MORE;
            return end + 1;
        }

        @Override
        public int resync(Direction from, Cursor in) {
            if (!greeted) out.reject("no MSN_SECURE_FTP");
            return ~in.remaining();
        }

        @Override
        public void message(Direction from, Cursor in) {
            int first = in.peek(0);
            if (!greeted && !in.startsWith(HELLO)) {
                out.reject("no MSN_SECURE_FTP");
                return;
            }
            if (first == 0 || first == 1) block(from, in);
            else line(from, in.text(in.remaining(), StandardCharsets.ISO_8859_1).strip());
        }

        private void line(Direction from, String line) {
            String[] words = line.split(" ", 8);
            String argument = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "VER" -> {
                    greeted = true;
                    out.confirm("signature:msn-secure-ftp", Confidence.CERTAIN, cipher == null);
                }
                case "USR" -> {
                    sender = from.other();
                    if (words.length > 2) cookie = words[2];
                }
                case "FIL" -> {
                    sender = from;
                    boolean number = !argument.isEmpty()
                            && argument.length() < 18
                            && argument.chars().allMatch(c -> c >= '0' && c <= '9');
                    if (number) size = Long.parseLong(argument);
                }
                case "TFR" -> sender = from.other();
                case "CCL", "BYE" -> finish();
                default -> {}
            }
        }

        private void block(Direction from, Cursor in) {
            if (sender == null) sender = from;
            if (from != sender || over || cipher == null) return;
            if (recovery == null) recovery = out.recover();
            in.skip(BLOCK);
            byte[] plain = cipher.update(in.rest());
            last = out.seen();
            proof.add(last.frames());
            if (plain != null) recovery.write(plain, 0, plain.length);
            if (size >= 0 && recovery.written() >= size) finish();
        }

        @Override
        public void gap(Direction from, long bytes) {
            if (from == sender) finish();
        }

        @Override
        public void end() {
            finish();
        }

        private void finish() {
            if (over || recovery == null) return;
            over = true;
            boolean whole = size < 0 || recovery.written() == size;
            Recovered recovered = recovery.finish(size);
            Seen seen = last.withFrames(proof.frames());
            Account to = out.unnamed(sender.other());
            String claim = cookie.isEmpty() ? "" : Invitations.KEY + cookie;
            State state = whole ? State.COMPLETE : State.PARTIAL;
            out.emit(new FileTransfer(seen, out.unnamed(sender), to, "", size, state, recovered, claim));
        }
    }
}

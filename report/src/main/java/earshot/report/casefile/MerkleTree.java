package earshot.report.casefile;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/// A Merkle tree hash (RFC 9162 §2.1.1) over leaves as they come; holds one digest for each level.
final class MerkleTree {
    private static final int SHA256 = 32;

    private final MessageDigest digest = Digests.sha256();
    /// The roots of the complete subtrees so far, the largest first; one for each bit set in [#leaves].
    private final byte[][] subtrees = new byte[64][SHA256];
    private int depth;
    private long leaves;

    /// The digest of a line, without its line feed.
    void leaf(byte[] bytes, int offset, int length, byte[] into) {
        digest.update((byte) 0);
        digest.update(bytes, offset, length);
        finish(into);
    }

    void add(byte[] leaf) {
        System.arraycopy(leaf, 0, subtrees[depth++], 0, SHA256);
        leaves++;
        for (long n = leaves; (n & 1) == 0; n >>= 1) {
            depth--;
            node(subtrees[depth - 1], subtrees[depth], subtrees[depth - 1]);
        }
    }

    long leaves() {
        return leaves;
    }

    /// The root over all leaves so far; that of nothing is the digest of nothing.
    byte[] root() {
        if (leaves == 0) return digest.digest();
        byte[] root = subtrees[depth - 1].clone();
        for (int i = depth - 2; i >= 0; i--) node(subtrees[i], root, root);
        return root;
    }

    void clear() {
        depth = 0;
        leaves = 0;
        for (byte[] subtree : subtrees) Arrays.fill(subtree, (byte) 0);
    }

    private void node(byte[] left, byte[] right, byte[] into) {
        digest.update((byte) 1);
        digest.update(left);
        digest.update(right);
        finish(into);
    }

    private void finish(byte[] into) {
        try {
            digest.digest(into, 0, SHA256);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
    }
}

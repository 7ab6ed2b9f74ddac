package earshot.flow;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Community ID version 1: the same short name for a flow in every tool that computes it.
final class CommunityId {
    private CommunityId() {}

    static String of(Flow flow) {
        byte[] a = flow.client().address().bytes();
        byte[] b = flow.server().address().bytes();
        int portA = flow.client().port(), portB = flow.server().port();
        int order = Arrays.compareUnsigned(a, b);
        boolean swap = order > 0 || order == 0 && portA > portB;
        ByteBuffer in = ByteBuffer.allocate(2 + 2 * a.length + 6);
        in.putShort((short) 0);
        in.put(swap ? b : a).put(swap ? a : b);
        in.put((byte) (flow.transport == Flow.Transport.TCP ? 6 : 17)).put((byte) 0);
        in.putShort((short) (swap ? portB : portA)).putShort((short) (swap ? portA : portB));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(in.array());
            return "1:" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}

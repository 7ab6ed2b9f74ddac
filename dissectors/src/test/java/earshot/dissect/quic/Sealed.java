package earshot.dissect.quic;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Makes Initial packets for tests: the other way round than the product reads them.
record Sealed(long version, byte[] connection, byte[] source, byte[] token, byte[] keyConnection) {
    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    /// A client's first packet: the keys are those of its own id.
    static Sealed client(long version, String connection) {
        return new Sealed(version, hex(connection), new byte[0], new byte[0], hex(connection));
    }

    /// An Initial packet with a number of four bytes.
    byte[] initial(int number, byte[] frames) {
        return packet(Version.of(version).initial(), number, frames);
    }

    private byte[] packet(int type, int number, byte[] frames) {
        ByteBuffer header = ByteBuffer.allocate(128 + token.length);
        header.put((byte) (0xc0 | type << 4 | 3)).putInt((int) version);
        header.put((byte) connection.length).put(connection);
        header.put((byte) source.length).put(source);
        header.putShort((short) (0x4000 | token.length)).put(token);
        header.putShort((short) (0x4000 | 4 + frames.length + InitialKeys.TAG));
        header.putInt(number);
        return seal(Arrays.copyOf(header.array(), header.position()), number, frames);
    }

    /// Header and frames under both protections.
    byte[] seal(byte[] header, int number, byte[] frames) {
        InitialKeys keys = InitialKeys.client(Version.of(version), keyConnection);
        byte[] nonce = keys.iv().clone();
        for (int i = 0; i < 4; i++) nonce[8 + i] ^= (byte) (number >>> 8 * (3 - i));
        try {
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.key(), "AES"), new GCMParameterSpec(128, nonce));
            gcm.updateAAD(header);
            byte[] sealed = gcm.doFinal(frames);
            byte[] packet = Arrays.copyOf(header, header.length + sealed.length);
            System.arraycopy(sealed, 0, packet, header.length, sealed.length);
            Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
            ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.headerKey(), "AES"));
            byte[] mask = ecb.doFinal(packet, header.length, 16);
            packet[0] ^= (byte) (mask[0] & 0x0f);
            for (int i = 0; i < 4; i++) packet[header.length - 4 + i] ^= mask[1 + i];
            return packet;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A CRYPTO frame.
    static byte[] crypto(int offset, byte[] data) {
        ByteBuffer frame = ByteBuffer.allocate(9 + data.length);
        frame.put((byte) 6)
                .putInt(0x8000_0000 | offset)
                .putShort((short) (0x4000 | data.length))
                .put(data);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    /// One after the other, padded to a length.
    static byte[] frames(int length, byte[]... frames) {
        ByteBuffer all = ByteBuffer.allocate(4096);
        for (byte[] frame : frames) all.put(frame);
        return Arrays.copyOf(all.array(), Math.max(length, all.position()));
    }
}

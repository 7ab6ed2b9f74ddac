package earshot.capture.file;

import static earshot.capture.file.Made.frame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Compressed captures give what they give unpacked, and if damaged, what can be unpacked.
class PackedTest {
    private static final int FRAMES = 3000;
    private static final byte[] CAPTURE = capture();
    private static final List<String> WHOLE = Frames.of(CAPTURE).frames();

    /// Some 2 MB that compress by half.
    private static byte[] capture() {
        Made made = Made.little().pcap(0xa1b2c3d4, 1);
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = Arrays.copyOf(frame(i, 300), 700);
            made.record(1_300_000_000L + i, i, frame);
        }
        return made.done();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] zstd(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdOutputStream(out)) {
            zstd.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] packed(String form, byte[] bytes) {
        return form.equals("gzip") ? gzip(bytes) : zstd(bytes);
    }

    private static byte[] joined(byte[]... parts) {
        Made made = Made.little();
        for (byte[] part : parts) made.bytes(part);
        return made.done();
    }

    private static void whole(Frames read) {
        assertEquals(WHOLE, read.frames());
        assertEquals(List.of(), read.info().damage);
    }

    /// What was given is the beginning of the whole, or all but the frames that damage touched.
    private static void prefix(Frames read, int least) {
        int given = read.frames().size();
        assertTrue(given >= least, () -> given + " frames; " + read.info().damage);
        assertEquals(WHOLE.subList(0, given), read.frames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void packedIsReadLikeUnpacked(String form) {
        whole(Frames.of(packed(form, CAPTURE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void severalMembersOrFramesAreOneCapture(String form) {
        byte[] a = Arrays.copyOf(CAPTURE, 100_001), b = Arrays.copyOfRange(CAPTURE, 100_001, CAPTURE.length);
        whole(Frames.of(joined(packed(form, a), packed(form, new byte[0]), packed(form, b))));
    }

    @Test
    void gzipHeadersWithNamesAndMore() {
        byte[] plain = gzip(CAPTURE);
        // flags: header checksum, extra field, name, comment
        Made made = Made.little()
                .bytes((byte) 0x1f, (byte) 0x8b, (byte) 8, (byte) 0x1e)
                .u32(0)
                .u8(0)
                .u8(3);
        made.u16(5).text("extra").text("capture.pcap\0").text("comment\0").u16(0);
        whole(Frames.of(made.bytes(Arrays.copyOfRange(plain, 10, plain.length)).done()));
    }

    @Test
    void gzipPaddedWithZeros() {
        whole(Frames.of(joined(gzip(CAPTURE), new byte[1000])));
    }

    @Test
    void skippableZstdFramesAreSkipped() {
        byte[] skippable = Made.little()
                .u32(0x184d2a53)
                .u32(70_000)
                .bytes(new byte[70_000])
                .done();
        whole(Frames.of(joined(skippable, zstd(CAPTURE), skippable)));
    }

    @Test
    void zstdAsTheZstdProgramWritesIt() throws IOException {
        // made by zstd 1.5, with checksum and content size
        try (InputStream in = getClass().getResourceAsStream("four-frames.pcap.zst")) {
            Frames read = Frames.of(in.readAllBytes());
            assertEquals(WHOLE.subList(0, 4), read.frames());
            assertEquals(List.of(), read.info().damage);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void truncatedPackedDataGivesAllThatCanBeUnpacked(String form) {
        byte[] packed = packed(form, CAPTURE);
        Random random = new Random(1);
        for (int trial = 0; trial < 30; trial++) {
            int length = 1000 + random.nextInt(packed.length - 1000);
            Frames read = Frames.of(Arrays.copyOf(packed, length));
            // a block of zstd is 128 KiB unpacked; half as much again for where in the capture it compresses well
            prefix(read, (int) ((long) FRAMES * length / packed.length) - 300);
            assertTrue(
                    read.info().damage.getFirst().contains("the file ends at byte " + length),
                    () -> read.info().damage.toString());
        }
    }

    @Test
    void aDamagedZstdBlockCostsWhatStandsBehindIt() {
        byte[] packed = zstd(CAPTURE);
        Random random = new Random(2);
        for (int trial = 0; trial < 30; trial++) {
            byte[] damaged = packed.clone();
            int at = 1000 + random.nextInt(packed.length - 1000);
            for (int i = at; i < Math.min(packed.length, at + 50); i++) damaged[i] = (byte) random.nextInt();
            Frames read = Frames.of(damaged);
            int sound = Math.max(0, (int) ((long) FRAMES * at / packed.length) - 300);
            assertTrue(
                    read.frames().size() >= sound,
                    () -> read.frames().size() + " frames of " + sound + "; " + read.info().damage);
            assertEquals(WHOLE.subList(0, sound), read.frames().subList(0, sound));
            assertTrue(!read.info().damage.isEmpty());
        }
    }

    @Test
    void damagedGzipDataIsSaid() {
        byte[] packed = gzip(CAPTURE);
        Random random = new Random(3);
        for (int trial = 0; trial < 30; trial++) {
            byte[] damaged = packed.clone();
            int at = 1000 + random.nextInt(packed.length - 1000);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Frames read = Frames.of(damaged);
            int sound = Math.max(0, (int) ((long) FRAMES * at / packed.length) - 300);
            assertEquals(WHOLE.subList(0, sound), read.frames().subList(0, sound));
            assertTrue(!read.info().damage.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void somethingElseBehindPackedDataIsSaid(String form) {
        byte[] packed = packed(form, CAPTURE);
        Frames read = Frames.of(joined(packed, "something else".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertEquals(WHOLE, read.frames());
        assertEquals(
                List.of("from byte " + packed.length + " on the file is no " + form + " data"), read.info().damage);
    }

    @Test
    void aZstdFrameOfALargerWindowThanIsSupportedIsSaid() {
        // descriptor: nothing but a window; window: 2 to the 10 + 17, 128 MiB
        Frames read = Frames.of(
                Made.little().u32(0xfd2fb528L).u8(0).u8(17 << 3).u32(1).done());
        assertEquals(List.of(), read.frames());
        assertEquals(
                List.of("not read: zstd data at byte 0 needs a window of 128 MiB; more than 8 is not supported"),
                read.info().damage);
    }

    @Test
    void oneShotZstdFramesWithTheirSizeInFront() {
        byte[] out = new byte[CAPTURE.length + 1000];
        int size = new ZstdJavaCompressor().compress(CAPTURE, 0, CAPTURE.length, out, 0, out.length);
        whole(Frames.of(Arrays.copyOf(out, size)));
    }

    @Test
    void packedSomethingElseIsNoCapture() {
        Frames read = Frames.of(gzip("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertEquals(List.of("not read: it is no capture"), read.info().damage);
    }
}

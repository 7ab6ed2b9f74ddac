package earshot.live;

import earshot.capture.Block;
import earshot.capture.CaptureInfo;
import earshot.capture.CaptureSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One or more interfaces, listened to until [#stop], or streams until they end. One thread reads; the others'
/// questions ([#counts], [#stop],
/// [#captures]) may come from any.
public final class LiveSource implements CaptureSource {
    /// How long reading waits for packets before it says that there are none: what was read before them is handed on.
    private static final int TICK_MILLIS = 100;
    /// How long packets that are in the ring when listening ends are still read.
    private static final long LAST_NANOS = 2_000_000_000L;

    /// How to listen.
    ///
    /// @param interfaces their names, at least one; `-` and `tcp://HOST:PORT` are streams of pcap ([PcapStream])
    /// @param filter as pcap-filter(7) has it, "" for everything
    /// @param snap bytes of a packet that are kept
    /// @param megabytes of each interface's ring
    /// @param libpcap whether to listen through libpcap although this is Linux
    public record Plan(
            List<String> interfaces,
            String filter,
            int snap,
            int megabytes,
            boolean promiscuous,
            boolean libpcap,
            RawFiles.Plan files) {
        public Plan {
            interfaces = List.copyOf(interfaces);
        }
    }

    private final List<Device> devices = new ArrayList<>();
    private final List<CaptureInfo> captures = new CopyOnWriteArrayList<>();
    private final List<CaptureInfo> shown = Collections.unmodifiableList(captures);
    private final RawFiles files;
    private volatile boolean stopped;
    private volatile List<Counts> last = List.of();
    private long deadline;
    private int turn;

    /// Opens the interfaces and the first file. Needs the right to do so; nothing after it does.
    ///
    /// @param leaving told of each file of the ring before it is deleted, and of those left at the end
    public static LiveSource open(Plan plan, RawFiles.Leaving leaving) throws IOException {
        return new LiveSource(plan, leaving);
    }

    private LiveSource(Plan plan, RawFiles.Leaving leaving) throws IOException {
        boolean ring = !plan.libpcap && System.getProperty("os.name").equals("Linux");
        try {
            for (String name : plan.interfaces) {
                if (PcapStream.is(name)) {
                    devices.add(new PcapStream(name));
                    continue;
                }
                if (!ring) {
                    devices.add(new PcapLoop(name, plan));
                    continue;
                }
                Filter filter = Filter.of(name, plan.filter, plan.snap);
                devices.add(new PacketRing(name, plan.megabytes, plan.promiscuous, filter));
            }
            files = new RawFiles(plan.files, fileName(plan.interfaces), captures, leaving);
        } catch (IOException e) {
            devices.forEach(Device::close);
            throw e;
        }
    }

    /// What files of their packets are called.
    private static String fileName(List<String> names) {
        return String.join("+", names).replaceAll("^-$", "stdin").replaceAll("[^A-Za-z0-9.+_-]+", "_");
    }

    /// Fills the block with what is there, or with nothing when a tenth of a second went by without a packet.
    @Override
    public boolean fill(Block block) {
        block.clear();
        if (stopped && deadline == 0) deadline = System.nanoTime() + LAST_NANOS;
        try {
            read(block);
            if (block.count == 0) {
                files.flush();
                if (stopped) return false;
                for (Device device : devices) device.await(TICK_MILLIS / devices.size());
                read(block);
                if (block.count == 0 && devices.stream().allMatch(Device::ended)) return false;
            }
            files.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !(stopped && System.nanoTime() > deadline);
    }

    /// Each time another interface comes first, so that none starves the others.
    private void read(Block block) throws IOException {
        for (int d = 0; d < devices.size(); d++)
            devices.get((turn + d) % devices.size()).read(block);
        turn++;
    }

    @Override
    public boolean ready() {
        for (Device device : devices) if (device.ready()) return true;
        return false;
    }

    /// What became of the packets of each interface, in the order in which they were named.
    public List<Counts> counts() {
        List<Counts> known = last;
        return known.isEmpty() ? devices.stream().map(Device::counts).toList() : known;
    }

    public RawFiles files() {
        return files;
    }

    /// Ends listening: what the ring holds is still read, then there is no more.
    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public List<CaptureInfo> captures() {
        return shown;
    }

    /// Ends the last file of the ring. After the last [#fill].
    @Override
    public void finish() throws IOException {
        last = devices.stream().map(Device::counts).toList();
        CaptureInfo info = captures.getLast();
        info.drops = last.stream()
                .mapToLong(one -> one.ringDrops() + Math.max(0, one.interfaceDrops()))
                .sum();
        for (Device device : devices) if (device.trouble() != null) info.damage.add(device.trouble());
        files.close();
    }

    @Override
    public void close() {
        if (last.isEmpty()) last = devices.stream().map(Device::counts).toList();
        devices.forEach(Device::close);
    }
}

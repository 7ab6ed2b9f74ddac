package earshot.live;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A packet filter as the kernel takes it: classic BPF. Expressions (pcap-filter(7)) are compiled by libpcap on a live
/// handle of the interface, because only such a one knows that the kernel keeps VLAN tags apart.
final class Filter {
    /// As much of a packet as is ever captured: local traffic comes in pieces of up to 64 KiB.
    static final int WHOLE = 262_144;

    private static final int ERROR_TEXT = 256;

    /// libpcap, loaded when an expression is first compiled.
    private static final class Pcap {
        static {
            Native.register(Pcap.class, "pcap");
        }

        static native Pointer pcap_open_live(String device, int snap, int promiscuous, int millis, byte[] error);

        static native int pcap_compile(Pointer handle, byte[] program, String text, int optimize, int netmask);

        static native void pcap_freecode(byte[] program);

        static native String pcap_geterr(Pointer handle);

        static native void pcap_close(Pointer handle);
    }

    /// Kept as long as the filter: the kernel reads it when it is attached.
    private final Memory instructions;

    private Filter(Memory instructions) {
        this.instructions = instructions;
    }

    /// @param expression "" for all packets
    /// @param snap how many bytes of a packet are wanted
    /// @return null where nothing is to be filtered
    static Filter of(String device, String expression, int snap) throws LiveException {
        if (expression.isBlank()) return snap >= WHOLE ? null : new Filter(everything(snap));
        byte[] error = new byte[ERROR_TEXT];
        Pointer handle;
        try {
            handle = Pcap.pcap_open_live(device, snap, 0, 100, error);
        } catch (UnsatisfiedLinkError e) {
            throw new LiveException(
                    "a filter needs libpcap, which is not here: install it (Debian, Ubuntu: apt install libpcap0.8;"
                            + " Fedora: dnf install libpcap), or listen without a filter",
                    e);
        }
        if (handle == null) throw new LiveException("no filter on " + device + ": " + Native.toString(error));
        try {
            return new Filter(compiled(handle, expression));
        } finally {
            Pcap.pcap_close(handle);
        }
    }

    private static Memory compiled(Pointer handle, String expression) throws LiveException {
        byte[] program = new byte[16];
        if (Pcap.pcap_compile(handle, program, expression, 1, -1) != 0) {
            throw new LiveException("the filter '" + expression + "' is not understood: " + Pcap.pcap_geterr(handle));
        }
        ByteBuffer fields = ByteBuffer.wrap(program).order(ByteOrder.nativeOrder());
        int count = fields.getInt(0);
        Memory copy = new Memory(8L * count);
        copy.write(0, new Pointer(fields.getLong(8)).getByteArray(0, 8 * count), 0, 8 * count);
        Pcap.pcap_freecode(program);
        return copy;
    }

    /// One instruction: return so many bytes.
    private static Memory everything(int snap) {
        Memory program = new Memory(8);
        program.setShort(0, (short) 6);
        program.setShort(2, (short) 0);
        program.setInt(4, snap);
        return program;
    }

    /// sock_fprog: how many instructions, where they stand.
    byte[] program() {
        byte[] program = new byte[16];
        ByteBuffer.wrap(program)
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) (instructions.size() / 8))
                .putLong(8, Pointer.nativeValue(instructions));
        return program;
    }
}

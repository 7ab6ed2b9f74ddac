package earshot.kit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A DNS message under construction.
public final class DnsBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public DnsBytes u16(int value) {
        out.write(value >> 8);
        out.write(value);
        return this;
    }

    /// Labels, uncompressed.
    public DnsBytes name(String name) {
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return this;
    }

    /// id, flags (answer, recursion desired and available, code), one question.
    public static DnsBytes answer(int code, int answers, int additional, String name, int type) {
        return new DnsBytes()
                .u16(0x1234)
                .u16(0x8180 | code)
                .u16(1)
                .u16(answers)
                .u16(0)
                .u16(additional)
                .name(name)
                .u16(type)
                .u16(1);
    }

    /// A multicast answer: no identifier, no question.
    public static DnsBytes announcement(int answers) {
        return new DnsBytes().u16(0).u16(0x8400).u16(0).u16(answers).u16(0).u16(0);
    }

    public DnsBytes record(String owner, int type, int seconds, byte[] data) {
        name(owner).u16(type).u16(1).u16(0).u16(seconds).u16(data.length);
        out.writeBytes(data);
        return this;
    }

    public DnsBytes a(String owner, int address) {
        return record(
                owner,
                1,
                60,
                new DnsBytes().u16(address >>> 16).u16(address & 0xffff).bytes());
    }

    public DnsBytes cname(String owner, String target) {
        return record(owner, 5, 60, new DnsBytes().name(target).bytes());
    }

    public DnsBytes srv(String owner, int port, String host) {
        return record(
                owner, 33, 60, new DnsBytes().u16(0).u16(5).u16(port).name(host).bytes());
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}

package earshot.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/// The C library's calls that a packet ring and giving up privileges need, mapped directly. Linux, 64 bits.
///
/// A call that fails throws [LastErrorException], but for [#poll], which is interrupted as a matter of course.
final class LinuxCalls {
    static {
        Native.register(LinuxCalls.class, "c");
    }

    private LinuxCalls() {}

    static native int socket(int domain, int type, int protocol) throws LastErrorException;

    static native int setsockopt(int fd, int level, int name, byte[] value, int length) throws LastErrorException;

    static native int getsockopt(int fd, int level, int name, byte[] value, int[] length) throws LastErrorException;

    static native Pointer mmap(Pointer at, long length, int protection, int flags, int fd, long offset)
            throws LastErrorException;

    static native int munmap(Pointer at, long length) throws LastErrorException;

    static native int bind(int fd, byte[] address, int length) throws LastErrorException;

    static native int poll(byte[] descriptors, long count, int millis);

    static native int close(int fd) throws LastErrorException;

    static native int if_nametoindex(String name) throws LastErrorException;

    static native int geteuid();

    static native int setgroups(long count, Pointer groups) throws LastErrorException;

    static native int setgid(int gid) throws LastErrorException;

    static native int setuid(int uid) throws LastErrorException;

    static native int chown(String path, int uid, int gid) throws LastErrorException;

    static native String strerror(int error);
}

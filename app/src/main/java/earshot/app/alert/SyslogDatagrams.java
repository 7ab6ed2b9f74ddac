package earshot.app.alert;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/// Syslog over UDP (RFC 5426): one message a datagram, which nobody acknowledges. Datagrams stay below what common
/// receivers take whole.
final class SyslogDatagrams implements Receiver {
    private static final int MOST = 8000;

    private final InetSocketAddress to;
    private DatagramSocket socket;

    SyslogDatagrams(InetSocketAddress to) {
        this.to = to;
    }

    @Override
    public String name() {
        return "syslog://" + to.getHostString() + ":" + to.getPort();
    }

    @Override
    public void tell(Notice notice) throws IOException {
        byte[] message = Syslog.message(notice, MOST);
        try {
            if (socket == null) {
                socket = new DatagramSocket();
                // Then the refusal of an earlier datagram is told with the next.
                socket.connect(Syslog.resolved(to));
            }
            socket.send(new DatagramPacket(message, message.length));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (socket != null) socket.close();
        socket = null;
    }
}

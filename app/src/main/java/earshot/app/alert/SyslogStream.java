package earshot.app.alert;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Syslog over TCP with octet counting (RFC 6587 section 3.4.1), alike over TLS (RFC 5425 section 4.3): the length in
/// digits, a blank, the message.
///
/// Nothing acknowledges a message. Whether the receiver has closed is asked before each, which leaves those that were
/// in flight when it died.
final class SyslogStream implements Receiver {
    /// What rsyslog takes unless told otherwise.
    private static final int MOST = 8000;
    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress to;
    private final SSLContext tls;
    private Socket socket;

    /// @param tls null for TCP alone
    SyslogStream(InetSocketAddress to, SSLContext tls) {
        this.to = to;
        this.tls = tls;
    }

    @Override
    public String name() {
        return (tls == null ? "syslog+tcp://" : "syslog+tls://") + to.getHostString() + ":" + to.getPort();
    }

    @Override
    public void tell(Notice notice) throws IOException {
        byte[] message = Syslog.message(notice, MOST);
        byte[] count = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[count.length + message.length];
        System.arraycopy(count, 0, frame, 0, count.length);
        System.arraycopy(message, 0, frame, count.length, message.length);
        try {
            if (socket != null && gone()) close();
            if (socket == null) open();
            OutputStream out = socket.getOutputStream();
            out.write(frame);
            out.flush();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void open() throws IOException {
        Socket plain = new Socket();
        socket = plain;
        plain.setTcpNoDelay(true);
        plain.connect(Syslog.resolved(to), CONNECT_MILLIS);
        if (tls == null) return;
        plain.setSoTimeout(CONNECT_MILLIS);
        SSLSocket secure =
                (SSLSocket) tls.getSocketFactory().createSocket(plain, to.getHostString(), to.getPort(), true);
        socket = secure;
        SSLParameters parameters = secure.getSSLParameters();
        // The certificate must be this host's; the check is that of HTTPS.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
    }

    /// A receiver of syslog never says anything but that it goes.
    private boolean gone() throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) socket.close();
        } catch (IOException e) {
            // What was written is gone its way.
        }
        socket = null;
    }
}

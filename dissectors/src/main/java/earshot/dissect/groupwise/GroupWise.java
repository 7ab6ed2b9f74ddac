package earshot.dissect.groupwise;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Dissector;
import earshot.dissect.Opening;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.flow.Direction;
import earshot.flow.Flow.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// GroupWise Messenger in clear, on any port. It must be asked before HTTP: the first line is one of HTTP's, and what
/// follows must then show that it is not; if it does not, the connection is given back.
public final class GroupWise implements Dissector {
    private static final Set<String> COMMANDS = Set.of(
            "login",
            "setstatus",
            "getstatus",
            "getdetails",
            "createconf",
            "sendmessage",
            "sendtyping",
            "joinconf",
            "leaveconf",
            "rejectconf",
            "sendinvite",
            "createfolder",
            "createcontact",
            "deletecontact",
            "movecontact",
            "updateitem",
            "createblock",
            "updateblocks",
            "ping");

    @Override
    public String name() {
        return "groupwise";
    }

    @Override
    public boolean over(Transport transport) {
        return transport == Transport.TCP;
    }

    @Override
    public boolean mayBegin(Direction side, int firstByte) {
        return side == Direction.CLIENT ? firstByte == 'P' : firstByte == 'H' || firstByte >= 101 && firstByte <= 121;
    }

    @Override
    public Verdict recognise(Opening opening) {
        Cursor client = opening.bytes(Direction.CLIENT);
        return begins(client);
    }

    /// `POST /login HTTP/1.0`
    static Verdict begins(Cursor in) {
        String begin = "POST /";
        for (int i = 0; i < begin.length(); i++) {
            if (in.peek(i) < 0) return Verdict.MORE;
            if (in.peek(i) != begin.charAt(i)) return Verdict.NO;
        }
        int end = begin.length();
        while (in.peek(end) >= 'a' && in.peek(end) <= 'z' && end < 24) end++;
        String command = in.copy().text(end, StandardCharsets.US_ASCII).substring(begin.length());
        String rest = " HTTP/1.0\r\n";
        for (int i = 0; i < rest.length(); i++) {
            if (in.peek(end + i) < 0) return Verdict.MORE;
            if (in.peek(end + i) != rest.charAt(i)) return Verdict.NO;
        }
        return COMMANDS.contains(command) ? Verdict.YES : Verdict.NO;
    }

    @Override
    public Dissection begin(Out out) {
        return new GroupWiseFlow(out);
    }
}

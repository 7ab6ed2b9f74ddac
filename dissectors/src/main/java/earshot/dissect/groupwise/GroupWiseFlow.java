package earshot.dissect.groupwise;

import earshot.bytes.Cursor;
import earshot.dissect.Dissection;
import earshot.dissect.Out;
import earshot.dissect.Verdict;
import earshot.event.ImEvent.Service.Confidence;
import earshot.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One connection of a client with its server.
final class GroupWiseFlow implements Dissection {
    private static final int LONGEST_HEAD = 4096;
    private static final int MOST_WAITING = 128;

    /// A request that waits for its answer.
    record Request(String command, List<Field> fields) {}

    private final Out out;
    private final Conversation conversation;
    private final Map<String, Request> waiting = new LinkedHashMap<>();
    private boolean confirmed;

    GroupWiseFlow(Out out) {
        this.out = out;
        this.conversation = new Conversation(out);
        out.service("zephyr");
    }

    @Override
    public int longestMessage() {
        return 1 << 20;
    }

    @Override
    public int frame(Direction from, Cursor in) {
        return from == Direction.CLIENT ? request(in) : in.peek(0) == 'H' ? answer(in) : Event.length(in);
    }

    /// The head, and the line behind it.
    private static int request(Cursor in) {
        Verdict begins = GroupWise.begins(in);
        if (begins != Verdict.YES) return begins == Verdict.MORE ? MORE : LOST;
        int head = head(in);
        if (head <= 0) return head == 0 && in.remaining() > LONGEST_HEAD ? LOST : head;
        if (in.remaining() == head) return MORE;
        if (in.peek(head) == 'P') return head;
        // Whatever does not begin so is another protocol's, which the reader of the message then says.
        if (in.peek(head) != '&' && in.peek(head) != '\r') return head;
        int end = in.indexOf('\n', head);
        return end < 0 ? MORE : end + 1;
    }

    private static int head(Cursor in) {
        for (int at = in.indexOf('\n', 0); at >= 0; at = in.indexOf('\n', at + 1))
            if (in.peek(at + 1) == '\r' && in.peek(at + 2) == '\n') return at + 3;
        return MORE;
    }

    private static int answer(Cursor in) {
        int head = head(in);
        if (head == 0) return in.remaining() > LONGEST_HEAD ? LOST : MORE;
        Cursor fields = in.copy();
        fields.skip(head);
        if (fields.remaining() == 0) return MORE;
        if (Field.ofBinary(fields) == null) return fields.truncated() ? MORE : LOST;
        return in.remaining() - fields.remaining();
    }

    @Override
    public int resync(Direction from, Cursor in) {
        if (!confirmed) {
            out.reject("no GroupWise Messenger");
            return ~in.remaining();
        }
        return Dissection.super.resync(from, in);
    }

    @Override
    public void message(Direction from, Cursor in) {
        if (from == Direction.CLIENT) asked(in);
        else if (in.peek(0) == 'H') answered(in);
        else conversation.happened(Event.read(in));
    }

    private void asked(Cursor in) {
        int head = head(in);
        String start = in.text(head, StandardCharsets.UTF_8);
        String form = in.text(in.remaining(), StandardCharsets.UTF_8);
        if (!form.startsWith("&tag=")) {
            if (!confirmed) out.reject("no GroupWise Messenger");
            return;
        }
        confirmed = true;
        out.confirm("signature:groupwise", Confidence.CERTAIN, false);
        String command = start.substring(6, start.indexOf(' ', 6));
        Request request = new Request(command, Field.ofForm(form));
        String id = Field.value(request.fields, "NM_A_SZ_TRANSACTION_ID");
        if (waiting.size() == MOST_WAITING)
            waiting.remove(waiting.keySet().iterator().next());
        waiting.put(id, request);
        conversation.asked(request);
    }

    private void answered(Cursor in) {
        int head = head(in);
        in.skip(head);
        List<Field> fields = Field.ofBinary(in);
        if (fields == null || !confirmed) return;
        Request request = waiting.remove(Field.value(fields, "NM_A_SZ_TRANSACTION_ID"));
        if (request != null) conversation.answered(request, fields);
    }

    @Override
    public void gap(Direction from, long bytes) {
        waiting.clear();
        conversation.forget();
    }
}

package earshot.event.json;

import static earshot.event.json.JsonBuffer.key;

import earshot.capture.CaptureInfo;
import earshot.capture.FrameRef;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Client;
import earshot.event.Seen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes events as JSON lines into one growing buffer. One thread.
///
/// The lines stay in the buffer until [#drain] or [#clear]; [#size] before and after a call bounds what it
/// wrote, with its line feed. Writing never fails and allocates nothing a line, but for a flow or capture not
/// met lately.
public final class EventWriter {
    private static final byte[] ID = key("id"), TIME = key("time"), SERVICE = key("service"), NETWORK = key("network");
    private static final byte[] PROTOCOL = key("protocol"), PROOF = key("proof"), FRAMES = key("frames");
    private static final byte[] STATE = key("state"), KIND = key("kind"), TEXT = key("text"), NAME = key("name");
    private static final byte[] ACCOUNT = key("account"), RESOURCE = key("resource"), CLIENT = key("client");
    private static final byte[] FROM = key("from"), TO = key("to"), TO_RESOURCE = key("toResource");
    private static final byte[] ROOM = key("room"),
            SIZE = key("size"),
            SECRET = key("secret"),
            CAPTURE = key("capture");

    private static final byte[][] TYPES = new byte[EventType.values().length][];

    static {
        for (EventType type : EventType.values()) {
            TYPES[type.ordinal()] = ("{\"type\":\"" + type.label + '"').getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final Fields fields = new Fields();
    private final JsonBuffer out = fields.out;
    private final List<CaptureInfo> captures;
    private final EventIds ids;
    private final Secrets secrets;
    private final FlowFields flows = new FlowFields();
    private byte[][] captureNames = {};

    /// @param captures the run's captures at the index that [FrameRef#capture] gives; may grow
    public EventWriter(List<CaptureInfo> captures, EventIds ids, Secrets secrets) {
        this.captures = captures;
        this.ids = ids;
        this.secrets = secrets;
    }

    /// The lines written since the last [#clear]; the array is the writer's own and good until its next call.
    public byte[] bytes() {
        return out.bytes();
    }

    public int size() {
        return out.size();
    }

    public void clear() {
        out.cut(0);
    }

    /// Hands the lines over and forgets them.
    public void drain(OutputStream to) throws IOException {
        to.write(out.bytes(), 0, out.size());
        out.cut(0);
    }

    /// One line, with the id that [EventIds#of] gave for this event.
    public void write(ImEvent event, String id) {
        begin(EventType.of(event), id);
        common(event.seen());
        switch (event) {
            case ImEvent.Session e -> session(e);
            case ImEvent.Credential e -> credential(e);
            case ImEvent.Contact e -> contact(e);
            case ImEvent.Presence e -> presence(e);
            case ImEvent.Message e -> message(e);
            case ImEvent.Room e -> room(e);
            case ImEvent.FileTransfer e -> file(e);
            case ImEvent.Call e -> call(e);
            case ImEvent.Lookup e -> lookup(e);
            case ImEvent.Identity e -> identity(e);
            case ImEvent.Host e -> host(e);
            case ImEvent.Service e -> service(e);
            case ImEvent.Usage e -> usage(e);
            case ImEvent.Anomaly e -> anomaly(e);
            case ImEvent.Alert e -> alert(e);
        }
        end();
    }

    /// The line that opens a capture: the one at this index of the run's.
    public void capture(int index) {
        CaptureInfo info = captures.get(index);
        begin(EventType.CAPTURE, ids.of(EventType.CAPTURE, index));
        fields.field(CAPTURE, info.name);
        fields.field(HEAD, info.head);
        fields.field(SOURCE, info.source);
        if (info.clockOffset != 0) out.put(CLOCK_OFFSET).put(Fields.seconds(info.clockOffset));
        end();
    }

    /// The line that closes a capture: the one at this index of the run's, or the run for -1.
    public void completeness(int index, Completeness c) {
        begin(
                EventType.COMPLETENESS,
                index < 0 ? ids.ofRun(EventType.COMPLETENESS) : ids.of(EventType.COMPLETENESS, index));
        fields.field(CAPTURE, c.capture());
        fields.field(SHA256, c.sha256());
        if (c.frames() > 0) {
            fields.time(FROM, c.from());
            fields.time(UNTIL, c.until());
        }
        if (!c.linkTypes().isEmpty()) {
            out.put(LINK_TYPES).put('[');
            for (int type : c.linkTypes()) out.comma().number(type);
            out.put(']');
        }
        fields.count(FRAMES, c.frames());
        fields.count(BYTES, c.bytes());
        fields.count(DROPS, c.drops());
        fields.count(TRUNCATED_FRAMES, c.truncated());
        fields.count(STEPS_BACK, c.stepsBack());
        Completeness.Losses lost = c.losses();
        fields.count(GAPS, lost.gaps());
        fields.count(BAD_CHECKSUMS, lost.badChecksums());
        fields.count(MID_STREAM, lost.midStream());
        fields.counts(EVICTIONS, lost.evictions());
        fields.counts(UNREAD, lost.unread());
        fields.counts(NOT_SHOWN, lost.notShown());
        fields.strings(DAMAGE, c.damage());
        end();
    }

    private static final byte[] HEAD = key("head"), SOURCE = key("source"), CLOCK_OFFSET = key("clockOffset");
    private static final byte[] SHA256 = key("sha256"), UNTIL = key("until"), LINK_TYPES = key("linkTypes");
    private static final byte[] BYTES = key("bytes"), DROPS = key("drops"), TRUNCATED_FRAMES = key("truncatedFrames");
    private static final byte[] STEPS_BACK = key("stepsBack"), GAPS = key("gaps"), BAD_CHECKSUMS = key("badChecksums");
    private static final byte[] MID_STREAM = key("midStream"), EVICTIONS = key("evictions"), UNREAD = key("unread");
    private static final byte[] NOT_SHOWN = key("notShown"), DAMAGE = key("damage");

    // What all have in common.

    private void begin(EventType type, String id) {
        out.put(TYPES[type.ordinal()]);
        out.put(ID).string(id);
    }

    private void end() {
        out.put('}').put('\n');
    }

    private void common(Seen seen) {
        if (seen.time() != 0 || seen.frames().count() > 0) fields.time(TIME, seen.time());
        fields.field(SERVICE, seen.service());
        fields.field(NETWORK, seen.network());
        fields.field(PROTOCOL, seen.protocol());
        if (seen.flow() != null) flows.write(out, seen.flow(), seen.via());
        if (seen.frames().count() > 0) proof(seen.frames());
    }

    private void proof(Frames frames) {
        out.put(PROOF).put('[');
        int n = frames.count();
        int capture = -1;
        for (int i = 0; i < n; ) {
            long first = frames.ref(i);
            if (FrameRef.capture(first) != capture) {
                if (capture >= 0) out.put('"').put('}');
                capture = FrameRef.capture(first);
                byte[] name = name(capture);
                out.comma()
                        .put('{')
                        .put(CAPTURE)
                        .put(name, name.length)
                        .put(FRAMES)
                        .put('"');
            } else {
                out.put(',');
            }
            int last = i;
            while (last + 1 < n && frames.ref(last + 1) == frames.ref(last) + 1) last++;
            out.number(FrameRef.frame(first));
            if (last > i) out.put('-').number(FrameRef.frame(frames.ref(last)));
            i = last + 1;
        }
        out.put('"').put('}').put(']');
    }

    /// The capture's name as a JSON string.
    private byte[] name(int capture) {
        if (capture >= captureNames.length) captureNames = java.util.Arrays.copyOf(captureNames, capture + 8);
        if (captureNames[capture] == null) {
            String name = capture < captures.size() ? captures.get(capture).name : "";
            JsonBuffer text = new JsonBuffer(256);
            text.string(name);
            captureNames[capture] = java.util.Arrays.copyOf(text.bytes(), text.size());
        }
        return captureNames[capture];
    }

    // By type.

    private static final byte[] LOGIN = key("login"), REASON = key("reason"), VERSION = key("version"), OS = key("os");

    private void session(ImEvent.Session e) {
        fields.word(STATE, e.state());
        fields.account(ACCOUNT, RESOURCE, e.account());
        client(e.client());
        fields.field(LOGIN, e.login());
        fields.field(REASON, e.reason());
    }

    private void client(Client client) {
        if (client.equals(Client.UNKNOWN)) return;
        out.put(CLIENT).put('{');
        fields.field(NAME, client.name());
        fields.field(VERSION, client.version());
        fields.field(OS, client.os());
        out.put('}');
    }

    private static final byte[] FORM = key("form"), MECHANISM = key("mechanism"), HASHCAT = key("hashcat");

    private void credential(ImEvent.Credential e) {
        fields.account(ACCOUNT, RESOURCE, e.account());
        fields.word(FORM, e.form());
        if (!e.secret().isEmpty()) fields.field(SECRET, secrets == Secrets.REVEALED ? e.secret() : Secrets.MASK);
        fields.field(MECHANISM, e.mechanism());
        if (e.hashcat() != 0) out.put(HASHCAT).number(e.hashcat());
    }

    private static final byte[] OWNER = key("owner"), CONTACT = key("contact"), GROUPS = key("groups");

    private void contact(ImEvent.Contact e) {
        fields.account(OWNER, RESOURCE, e.owner());
        fields.field(CONTACT, e.contact().id());
        fields.field(NAME, e.name());
        fields.strings(GROUPS, e.groups());
        fields.word(STATE, e.state());
    }

    private void presence(ImEvent.Presence e) {
        fields.account(ACCOUNT, RESOURCE, e.account());
        fields.word(STATE, e.state());
        fields.field(TEXT, e.text());
        client(e.client());
    }

    private static final byte[] MARKUP = key("markup"), CHARSET = key("charset"), RAW = key("raw");
    private static final byte[] TRUNCATED = key("truncated"), GAP = key("gap"), LEG = key("leg");
    private static final byte[] MESSAGE_ID = key("messageId"), REPLY_TO = key("replyTo"), REPLACES = key("replaces");
    private static final byte[] RETRACTS = key("retracts"), STATED_TIME = key("statedTime");
    private static final byte[] ATTACHMENTS = key("attachments"), ENCRYPTION = key("encryption");
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private void message(ImEvent.Message e) {
        boolean masked = secrets == Secrets.MASKED && !e.secret().isEmpty();
        fields.account(FROM, RESOURCE, e.from());
        if (!e.to().isEmpty()) {
            out.put(TO).put('[');
            for (int i = 0; i < e.to().size(); i++)
                out.comma().string(e.to().get(i).id());
            out.put(']');
            if (e.to().size() == 1) fields.field(TO_RESOURCE, e.to().getFirst().resource());
        }
        fields.field(ROOM, e.room());
        fields.field(TEXT, masked ? Secrets.mask(e.text(), e.secret()) : e.text());
        fields.field(MARKUP, masked ? Secrets.mask(e.markup(), e.secret()) : e.markup());
        fields.field(CHARSET, e.charset());
        if (e.raw().length > 0 && !masked) out.put(RAW).base64(e.raw());
        if (e.truncated()) out.put(TRUNCATED).put(TRUE);
        if (e.gap() > 0) out.put(GAP).number(e.gap());
        fields.word(KIND, e.kind());
        fields.word(LEG, e.leg());
        fields.field(MESSAGE_ID, e.messageId());
        fields.field(REPLY_TO, e.replyTo());
        fields.field(REPLACES, e.replaces());
        fields.field(RETRACTS, e.retracts());
        if (e.statedTime() != 0) fields.time(STATED_TIME, e.statedTime());
        fields.strings(ATTACHMENTS, e.attachments());
        if (!e.encryption().isEmpty()) {
            fields.field(ENCRYPTION, e.encryption());
            out.put(SIZE).number(e.size());
        }
        if (!masked) fields.field(SECRET, e.secret());
    }

    private static final byte[] ACTION = key("action");

    private void room(ImEvent.Room e) {
        fields.field(ROOM, e.room());
        fields.account(ACCOUNT, RESOURCE, e.account());
        fields.word(ACTION, e.action());
        fields.field(TEXT, e.text());
    }

    private static final byte[] MD5 = key("md5"), MIME = key("mime"), MISSING = key("missing");

    private void file(ImEvent.FileTransfer e) {
        fields.account(FROM, RESOURCE, e.from());
        fields.account(TO, TO_RESOURCE, e.to());
        fields.field(NAME, e.name());
        fields.count(SIZE, e.size());
        fields.word(STATE, e.state());
        if (e.recovered() == null) return;
        fields.count(BYTES, e.recovered().bytes());
        fields.field(SHA256, e.recovered().sha256());
        fields.field(MD5, e.recovered().md5());
        fields.field(MIME, e.recovered().mime());
        fields.field(MISSING, e.recovered().missing());
    }

    private static final byte[] MEDIA = key("media"), BY = key("by"), ABOUT = key("about");

    private void call(ImEvent.Call e) {
        fields.account(FROM, RESOURCE, e.from());
        fields.account(TO, TO_RESOURCE, e.to());
        if (e.media() != null) fields.word(MEDIA, e.media());
        fields.field(STATE, e.state());
    }

    private void lookup(ImEvent.Lookup e) {
        fields.account(BY, RESOURCE, e.by());
        fields.field(ABOUT, e.about().id());
        fields.field(TEXT, e.text());
    }

    private static final byte[] WAS = key("was"), IS = key("is"), ADDRESS = key("address"), MAC = key("mac");

    private void identity(ImEvent.Identity e) {
        fields.field(WAS, e.was().id());
        fields.account(IS, RESOURCE, e.is());
        fields.word(KIND, e.kind());
    }

    private void host(ImEvent.Host e) {
        fields.field(ADDRESS, e.address());
        fields.field(MAC, e.mac());
        fields.field(NAME, e.name());
        fields.field(BY, e.by());
    }

    private static final byte[] EVIDENCE = key("evidence"), CONFIDENCE = key("confidence");
    private static final byte[] ROLE = key("role");
    private static final byte[] ENCRYPTED = key("encrypted"), WHAT = key("what"), DETAIL = key("detail");

    private void service(ImEvent.Service e) {
        fields.strings(EVIDENCE, e.evidence());
        fields.word(CONFIDENCE, e.confidence());
        out.put(ENCRYPTED).put(e.encrypted() ? TRUE : FALSE);
        fields.field(ROLE, e.role());
    }

    private static final byte[] FIRST = key("first"), SENT = key("sent"), RECEIVED = key("received");
    private static final byte[] SENT_PACKETS = key("sentPackets"), RECEIVED_PACKETS = key("receivedPackets");
    private static final byte[] LIKELY = key("likely");

    private void usage(ImEvent.Usage e) {
        fields.time(FIRST, e.first());
        out.put(SENT).number(e.sent());
        out.put(RECEIVED).number(e.received());
        out.put(SENT_PACKETS).number(e.sentPackets());
        out.put(RECEIVED_PACKETS).number(e.receivedPackets());
        fields.field(ROLE, e.role());
        fields.field(LIKELY, e.likely());
    }

    private void anomaly(ImEvent.Anomaly e) {
        fields.field(WHAT, e.what());
        fields.field(DETAIL, e.detail());
    }

    private static final byte[] RULE = key("rule"), SEVERITY = key("severity"), TITLE = key("title");
    private static final byte[] EXPLANATION = key("explanation"), SUBJECTS = key("subjects"), ATTACK = key("attack");
    private static final byte[] BECAUSE = key("because"), REVISION = key("revision");

    private void alert(ImEvent.Alert e) {
        fields.field(RULE, e.rule());
        fields.word(SEVERITY, e.severity());
        fields.field(TITLE, e.title());
        fields.field(EXPLANATION, e.explanation());
        fields.strings(SUBJECTS, e.subjects());
        fields.strings(ATTACK, e.attack());
        fields.strings(BECAUSE, e.because());
        if (e.revision() != 0) out.put(REVISION).number(e.revision());
        if (!e.tree().isEmpty()) tree(e.tree());
    }

    private static final byte[] TREE = key("tree"), FIRST_VICTIM = key("firstVictim"), REACHED = key("reached");

    private void tree(List<ImEvent.Alert.Infection> tree) {
        for (ImEvent.Alert.Infection infection : tree) {
            if (!infection.from().isEmpty()) continue;
            fields.field(FIRST_VICTIM, infection.to());
            break;
        }
        out.put(TREE).put('[');
        for (ImEvent.Alert.Infection infection : tree) {
            out.comma().put('{');
            fields.field(FROM, infection.from());
            fields.field(TO, infection.to());
            fields.time(TIME, infection.time());
            fields.count(REACHED, infection.reached());
            fields.field(BY, infection.because());
            out.put('}');
        }
        out.put(']');
    }
}

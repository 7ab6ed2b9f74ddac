package earshot.engine;

import earshot.dissect.Answer;
import earshot.dissect.Opener;
import earshot.dissect.Out;
import earshot.dissect.Recovery;
import earshot.event.Frames;
import earshot.event.ImEvent;
import earshot.event.ImEvent.Anomaly;
import earshot.event.ImEvent.Message;
import earshot.event.ImEvent.Service.Confidence;
import earshot.event.Seen;
import earshot.flow.Address;
import earshot.flow.Direction;
import earshot.flow.Flow;
import earshot.flow.Flow.Transport;
import earshot.services.Match;
import earshot.services.Role;
import earshot.services.Service;
import earshot.services.Services;
import earshot.services.Strength;
import earshot.text.Overlays;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one dissection says, on its way to the run's events. Anomalies wait until the dissection is sure of its
/// protocol.
final class LayerOut implements Out {
    /// Anomalies of one kind that are said for one reading; the rest is counted.
    private static final int SAID_OF_A_KIND = 5;

    private static final int KINDS = 64;

    private static final int SUPPORTING = 6;
    /// Of a domain name as text (RFC 1035 §2.3.4).
    private static final int LONGEST_NAME = 255;

    /// What the layer does when its dissection asks how to go on.
    interface Course {
        void body(Direction from, long length);

        void reject();

        void enough();

        void replace(Runnable successor);
    }

    /// The course of who is only a part of a dissection.
    private static final Course NONE = new Course() {
        @Override
        public void body(Direction from, long length) {}

        @Override
        public void reject() {}

        @Override
        public void enough() {}

        @Override
        public void replace(Runnable successor) {}
    };

    private final Connection connection;
    private final Reading reading;
    private final Course course;
    /// Whose part this is, null for a whole dissection.
    private final LayerOut whole;
    private final String via;
    private String protocol;
    private String service = "", network = "", role = "";
    private final List<String> supporting = new ArrayList<>(0);
    private Provenance provenance = Provenance.NONE;
    private boolean confirmed;
    /// The content is hidden and nobody's that is known: nothing is said of the flow, anomalies neither.
    private boolean nobodys;
    private Confidence said;
    private String saidService = "";
    private final List<Anomaly> waiting = new ArrayList<>();
    private final Map<String, int[]> anomalies = new LinkedHashMap<>();
    private final List<LayerOut> parts = new ArrayList<>();

    LayerOut(Connection connection, String protocol, Course course) {
        this.connection = connection;
        this.reading = connection.reading;
        this.via = connection.via;
        this.protocol = protocol;
        this.course = course;
        this.whole = null;
    }

    private LayerOut(LayerOut whole, String via, String protocol) {
        this.connection = whole.connection;
        this.reading = whole.reading;
        this.via = join(whole.via, via);
        this.protocol = protocol;
        this.course = NONE;
        this.whole = whole;
    }

    void reading(Provenance provenance) {
        this.provenance = provenance;
    }

    Provenance provenance() {
        return whole == null ? provenance : whole.provenance();
    }

    boolean confirmed() {
        return confirmed;
    }

    @Override
    public Flow flow() {
        return reading.flow();
    }

    @Override
    public Seen seen() {
        Provenance now = provenance();
        return new Seen(now.time(), now.frames(), reading.flow(), via, protocol, service, network);
    }

    @Override
    public void proven(Frames earlier) {
        if (whole == null) provenance = provenance.and(earlier);
        else whole.proven(earlier);
    }

    @Override
    public Out part(String via, String protocol) {
        LayerOut part = new LayerOut(this, via, protocol);
        parts.add(part);
        return part;
    }

    @Override
    public void service(String id) {
        service = id;
    }

    @Override
    public void network(String name) {
        network = name;
    }

    @Override
    public void confirm(String evidence, Confidence confidence, boolean encrypted) {
        if (!confirmed) {
            confirmed = true;
            reading.confirmed();
        }
        nobodys = encrypted && service.isEmpty();
        reading.hidden(nobodys, protocol);
        identify(evidence, confidence, encrypted);
        if (!nobodys) flush();
    }

    private void flush() {
        waiting.forEach(this::emit);
        waiting.clear();
        if (whole == null || whole.confirmed) return;
        whole.confirmed = true;
        whole.flush();
    }

    private void identify(String evidence, Confidence confidence, boolean encrypted) {
        boolean first = said == null, more = first || confidence.compareTo(said) > 0;
        if (service.isEmpty() || !more && saidService.equals(service)) return;
        said = confidence;
        saidService = service;
        // Several connections inside one flow may belong to one service: that is said once.
        if (!reading.news(service, confidence) && first) return;
        List<String> all = new ArrayList<>(supporting.size() + 1);
        all.add(evidence);
        all.addAll(supporting);
        Seen seen = seen();
        emit(new ImEvent.Service(seen, List.copyOf(all), confidence, encrypted || seen.decrypted(), role));
    }

    @Override
    public Match name(String by, String name, boolean encrypted) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || Address.parse(name) != null) return null;
        reading.named();
        Match match = reading.services().host(name);
        if (match == null) return null;
        Confidence confidence = confidence(match);
        // A proxy is told where to go; what is said there shows only behind it.
        boolean proxy = by.equals("connect") || by.equals("socks");
        if (proxy && confidence == Confidence.CERTAIN) confidence = Confidence.PROBABLE;
        if (confidence == null || said != null && said.compareTo(confidence) >= 0) return match;
        service = match.service().id();
        role = match.role().toString();
        if (match.strength() == Strength.WEAK)
            supporting.add("port:" + flow().server().port());
        identify(by + ":" + name, confidence, encrypted);
        return match;
    }

    @Override
    public Services services() {
        return reading.services();
    }

    /// @return null where the name is not enough
    private Confidence confidence(Match match) {
        return switch (match.strength()) {
            case SURE -> Confidence.CERTAIN;
            case SHARED -> Confidence.PROBABLE;
            case WEAK -> {
                // What machines are customarily called (`irc.*`) says something on the service's own ports.
                if (!match.rule().endsWith("*")) yield null;
                Service service = match.service();
                List<Integer> ports = flow().transport == Transport.TCP ? service.tcpPorts() : service.udpPorts();
                yield ports.contains(flow().server().port()) ? Confidence.PROBABLE : null;
            }
        };
    }

    @Override
    public void role(Role role) {
        this.role = role.toString();
    }

    @Override
    public void evidence(String support) {
        if (supporting.size() < SUPPORTING && !supporting.contains(support)) supporting.add(support);
    }

    @Override
    public void reject(String reason) {
        course.reject();
    }

    @Override
    public void protocol(String name) {
        protocol = name;
    }

    @Override
    public void enough() {
        course.enough();
    }

    @Override
    public void emit(ImEvent event) {
        reading.say(event instanceof Message said ? readable(said) : event);
    }

    /// What users encrypt among themselves is no text, whatever protocol carries it and whether or not its reader
    /// looked.
    private static Message readable(Message said) {
        if (said.text().isEmpty() || !said.encryption().isEmpty()) return said;
        String scheme = Overlays.scheme(said.text());
        if (!scheme.isEmpty()) {
            int bytes = said.raw().length;
            String sent = said.markup().isEmpty() ? said.text() : said.markup();
            return said.encrypted(scheme, bytes > 0 ? bytes : sent.getBytes(StandardCharsets.UTF_8).length);
        }
        String plain = Overlays.withoutOffer(said.text());
        return plain.equals(said.text()) ? said : said.saying(plain);
    }

    @Override
    public void anomaly(String what, String detail) {
        if (anomalies.size() >= KINDS && !anomalies.containsKey(what)) return;
        int[] count = anomalies.computeIfAbsent(what, _ -> new int[1]);
        if (++count[0] > SAID_OF_A_KIND) return;
        Anomaly anomaly = new Anomaly(seen(), what, detail);
        if (confirmed && !nobodys) emit(anomaly);
        else waiting.add(anomaly);
    }

    /// Says how many anomalies were not said one by one.
    void end() {
        parts.forEach(LayerOut::end);
        if (!confirmed || nobodys) return;
        anomalies.forEach((what, count) -> {
            if (count[0] > SAID_OF_A_KIND) {
                emit(new Anomaly(seen(), what, (count[0] - SAID_OF_A_KIND) + " more of this kind on this flow"));
            }
        });
    }

    @Override
    public void body(Direction from, long length) {
        course.body(from, length);
    }

    @Override
    public void handOver(String protocol, Opener next) {
        course.replace(() -> connection.read(protocol, next, true));
    }

    @Override
    public void peel(String via) {
        if (connection.depth >= Connection.DEEPEST) {
            anomaly("nested-too-deep", "connections inside connections, " + connection.depth + " deep");
            return;
        }
        course.replace(() -> reading.peel(connection, via));
    }

    @Override
    public Inner inner(String via, String protocol, Opener opener) {
        Connection inner = new Connection(reading, join(this.via, via), connection.depth + 1);
        if (inner.depth > Connection.DEEPEST) anomaly("nested-too-deep", "connections inside connections");
        else if (opener != null) inner.read(protocol, opener, !flow().midStream);
        else inner.recognise(true, 0);
        boolean usable = inner.depth <= Connection.DEEPEST;
        return new Inner() {
            private boolean wanted = usable;

            @Override
            public void data(Direction from, byte[] bytes, int offset, int length) {
                if (wanted && length > 0) wanted = inner.data(from, bytes, offset, length, provenance());
            }

            @Override
            public void gap(Direction from, long bytes) {
                if (wanted) wanted = inner.gap(from, bytes);
            }

            @Override
            public void end() {
                if (wanted) inner.end();
                wanted = false;
            }

            @Override
            public boolean wanted() {
                return wanted;
            }
        };
    }

    static String join(String outer, String inner) {
        if (outer.isEmpty()) return inner;
        return inner.isEmpty() ? outer : outer + " / " + inner;
    }

    @Override
    public void expect(Transport transport, Address address, int port, long seconds, String protocol, Opener opener) {
        long until = provenance().time() + Math.clamp(seconds, 0, 86_400) * 1_000_000_000L;
        reading.expect(new Expectations.Key(flow().source, transport, address, port), until, protocol, opener);
    }

    @Override
    public void bind(String key, Object value) {
        reading.say(new Binding(flow().source, key, value, seen()));
    }

    @Override
    public void answer(Answer answer) {
        reading.say(new Answers.Told(answer, seen()));
    }

    @Override
    public Recovery recover() {
        return reading.recover();
    }
}

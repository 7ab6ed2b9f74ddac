package earshot.services;

import earshot.flow.Address;
import earshot.flow.Flow.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All services that are known. Immutable once made, and shared by all threads.
public final class Services {
    private static final String RESOURCE = "services.txt";

    /// Made when first asked for: most commands never do.
    private static final class Standard {
        static final Services ALL = load();

        private static Services load() {
            try (InputStream in = Services.class.getResourceAsStream(RESOURCE)) {
                ServicesText text = new ServicesText();
                text.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), RESOURCE);
                return new Services(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Map<String, Service> byId = new LinkedHashMap<>();
    private final HostNames hosts = new HostNames();
    /// Made when first asked for: many runs never do, and it takes a while.
    private Ranges ranges;
    private final Map<Integer, List<Service>> tcp = new HashMap<>(), udp = new HashMap<>();
    private final ServicesText text;

    private Services(ServicesText text) {
        this.text = text;
        for (ServicesText.Stanza stanza : text.stanzas()) {
            Service service = stanza.service();
            byId.put(service.id(), service);
            for (Service.Host host : service.hosts()) {
                hosts.put(host.name(), new Match(service, host.role(), host.strength(), host.name()));
            }
            for (int port : service.tcpPorts())
                tcp.computeIfAbsent(port, _ -> new ArrayList<>()).add(service);
            for (int port : service.udpPorts())
                udp.computeIfAbsent(port, _ -> new ArrayList<>()).add(service);
        }
        for (String name : text.exceptions()) hosts.put(name, null);
    }

    private Ranges readRanges() throws ServicesException {
        Ranges all = new Ranges();
        for (ServicesText.Stanza stanza : text.stanzas()) {
            Service service = byId.get(stanza.id());
            for (Service.Range range : service.ranges()) {
                Match match = new Match(service, Role.CHAT, range.strength(), range.cidr());
                if (!all.put(range.cidr(), match)) {
                    throw stanza.wrong("a range is written ADDRESS/BITS, not " + range.cidr());
                }
            }
        }
        return all;
    }

    private synchronized Ranges ranges() {
        try {
            if (ranges == null) ranges = readRanges();
            return ranges;
        } catch (ServicesException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What Earshot knows by itself.
    public static Services standard() {
        return Standard.ALL;
    }

    /// The standard ones with a user's own file on top. The file's format stands at the head of `services.txt`.
    ///
    /// @throws ServicesException where it is not written so
    public static Services with(Path userFile) throws IOException {
        ServicesText text = new ServicesText(standard().text);
        text.read(Files.readString(userFile), userFile.toString());
        Services all = new Services(text);
        all.ranges = all.readRanges();
        return all;
    }

    /// Whose host this is: by the longest name in the data that it equals or ends with. Case and a final dot do not
    /// matter. Allocates nothing.
    ///
    /// @return null where nobody's that is known
    public Match host(CharSequence name) {
        return hosts.find(name);
    }

    /// The services whose servers listen on this port. A hint, never more.
    public List<Service> port(Transport transport, int port) {
        return (transport == Transport.TCP ? tcp : udp).getOrDefault(port, List.of());
    }

    /// Whose address this is. At most a guess: addresses change hands.
    ///
    /// @return null where nobody's that is known
    public Match range(Address address) {
        return ranges().find(address);
    }

    /// @return null where none has this id
    public Service service(String id) {
        return byId.get(id);
    }

    /// All of them, in the order of the data.
    public List<Service> all() {
        return List.copyOf(byId.values());
    }
}

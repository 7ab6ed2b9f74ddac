package earshot.report.export;

import earshot.report.line.EventLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// STIX 2.1: a bundle in which each alert is a note on what was observed, tied to the techniques of ATT&CK.
final class Stix implements Format {
    @Override
    public String name() {
        return "stix";
    }

    @Override
    public String what() {
        return "alerts as a STIX 2.1 bundle";
    }

    @Override
    public String ending() {
        return "json";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        Map<String, Object> objects = new LinkedHashMap<>();
        String identity = "identity--" + Trees.uuid("earshot");
        long first =
                exhibit.alerts().stream().mapToLong(Exhibit.Alert::time).min().orElse(0);
        objects.put(identity, common("identity", identity, first, "name", "Earshot", "identity_class", "system"));
        for (Exhibit.Alert alert : exhibit.alerts()) add(objects, identity, alert);
        Map<String, Object> bundle = Trees.object(
                "type",
                "bundle",
                "id",
                "bundle--"
                        + Trees.uuid(
                                "bundle " + exhibit.seal() + exhibit.alerts().size()),
                "objects",
                new ArrayList<>(objects.values()));
        out.write((Trees.json(bundle) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Map<String, Object> objects, String identity, Exhibit.Alert alert) {
        List<String> observed = new ArrayList<>();
        String client = EventLine.host(alert.client()), server = EventLine.host(alert.server());
        String from = address(objects, client), to = address(objects, server);
        if (from != null) observed.add(from);
        if (to != null) observed.add(to);
        for (String subject : alert.subjects()) {
            if (subject.equals(client) || subject.equals(server)) continue;
            String id = "user-account--" + Trees.uuid("account " + alert.service() + subject);
            objects.put(
                    id,
                    Trees.object(
                            "type",
                            "user-account",
                            "spec_version",
                            "2.1",
                            "id",
                            id,
                            "account_login",
                            subject,
                            "account_type",
                            alert.service()));
            observed.add(id);
        }
        if (observed.isEmpty()) return;
        String data = "observed-data--" + Trees.uuid("observed " + alert.id());
        objects.put(
                data,
                common(
                        "observed-data",
                        data,
                        alert.time(),
                        "created_by_ref",
                        identity,
                        "first_observed",
                        time(alert.time()),
                        "last_observed",
                        time(alert.time()),
                        "number_observed",
                        Math.max(1, alert.because().size()),
                        "object_refs",
                        observed));
        List<String> about = new ArrayList<>(List.of(data));
        for (String technique : alert.attack()) {
            String id = "attack-pattern--" + Trees.uuid("attack " + technique);
            objects.putIfAbsent(
                    id,
                    common(
                            "attack-pattern",
                            id,
                            alert.time(),
                            "created_by_ref",
                            identity,
                            "name",
                            technique,
                            "external_references",
                            List.of(Trees.object(
                                    "source_name",
                                    "mitre-attack",
                                    "external_id",
                                    technique,
                                    "url",
                                    "https://attack.mitre.org/techniques/" + technique.replace('.', '/')))));
            about.add(id);
        }
        String note = "note--" + Trees.uuid("note " + alert.id());
        objects.put(
                note,
                common(
                        "note",
                        note,
                        alert.time(),
                        "created_by_ref",
                        identity,
                        "abstract",
                        alert.title(),
                        "content",
                        alert.explanation(),
                        "labels",
                        List.of(alert.rule(), "severity:" + alert.severity()),
                        "object_refs",
                        about));
    }

    private static Map<String, Object> common(String type, String id, long time, Object... more) {
        Map<String, Object> object = Trees.object(
                "type", type, "spec_version", "2.1", "id", id, "created", time(time), "modified", time(time));
        object.putAll(Trees.object(more));
        return object;
    }

    private static String address(Map<String, Object> objects, String host) {
        if (host.isEmpty()) return null;
        String type = host.indexOf(':') >= 0 ? "ipv6-addr" : "ipv4-addr";
        String id = type + "--" + Trees.uuid("address " + host);
        objects.put(id, Trees.object("type", type, "spec_version", "2.1", "id", id, "value", host));
        return id;
    }

    /// STIX times have at least milliseconds' worth of digits or none; ours have what is there.
    private static String time(long nanos) {
        return Exhibit.time(nanos / 1_000_000 * 1_000_000);
    }
}

package earshot.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// CASE/UCO JSON-LD: conversations as message threads, people as accounts, for forensic tools.
final class CaseUco implements Format {
    @Override
    public String name() {
        return "case";
    }

    @Override
    public String what() {
        return "CASE/UCO JSON-LD, for forensic tools";
    }

    @Override
    public String ending() {
        return "jsonld";
    }

    @Override
    public void write(Exhibit exhibit, OutputStream out) throws IOException {
        List<Object> graph = new ArrayList<>();
        Map<String, String> accounts = new HashMap<>();
        for (Exhibit.Conversation one : exhibit.conversations()) {
            List<Object> messages = new ArrayList<>();
            for (Exhibit.Line line : one.lines()) {
                String id = "kb:message-" + Trees.uuid(line.id());
                messages.add(reference(id));
                List<Object> to = new ArrayList<>();
                for (String reader : line.to()) to.add(reference(account(graph, accounts, one.service(), reader)));
                Map<String, Object> facet = Trees.object(
                        "@id", "kb:facet-" + Trees.uuid("facet " + line.id()),
                        "@type", "uco-observable:MessageFacet",
                        "uco-observable:messageText", line.text(),
                        "uco-observable:messageType", line.kind(),
                        "uco-observable:messageID", line.id(),
                        "uco-observable:sentTime", typed("xsd:dateTime", Exhibit.time(line.time())),
                        "uco-observable:from", reference(account(graph, accounts, one.service(), line.from())),
                        "uco-observable:to", to);
                graph.add(Trees.object(
                        "@id",
                        id,
                        "@type",
                        "uco-observable:Message",
                        "uco-core:description",
                        "frames " + String.join(" | ", line.frames()),
                        "uco-core:hasFacet",
                        List.of(facet)));
            }
            Map<String, Object> facet = Trees.object(
                    "@id",
                    "kb:facet-" + Trees.uuid("thread " + one.id()),
                    "@type",
                    "uco-observable:MessageThreadFacet",
                    "uco-observable:displayName",
                    one.title(),
                    "uco-observable:messageThread",
                    Trees.object(
                            "@id",
                            "kb:thread-" + Trees.uuid("items " + one.id()),
                            "@type",
                            "uco-types:Thread",
                            "co:size",
                            typed("xsd:nonNegativeInteger", "" + one.lines().size()),
                            "co:element",
                            messages));
            graph.add(Trees.object(
                    "@id",
                    "kb:message-thread-" + Trees.uuid(one.id()),
                    "@type",
                    "uco-observable:MessageThread",
                    "uco-core:hasFacet",
                    List.of(facet)));
        }
        Map<String, Object> document = Trees.object(
                "@context",
                        Trees.object(
                                "kb", "http://example.org/kb/",
                                "co", "http://purl.org/co/",
                                "xsd", "http://www.w3.org/2001/XMLSchema#",
                                "uco-core", "https://ontology.unifiedcyberontology.org/uco/core/",
                                "uco-types", "https://ontology.unifiedcyberontology.org/uco/types/",
                                "uco-observable", "https://ontology.unifiedcyberontology.org/uco/observable/",
                                "uco-tool", "https://ontology.unifiedcyberontology.org/uco/tool/"),
                "@graph", tool(graph, exhibit));
        out.write((Trees.json(document) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<Object> tool(List<Object> graph, Exhibit exhibit) {
        graph.addFirst(Trees.object(
                "@id",
                "kb:tool-" + Trees.uuid(exhibit.tool()),
                "@type",
                "uco-tool:Tool",
                "uco-core:name",
                "Earshot",
                "uco-tool:version",
                exhibit.tool().substring(exhibit.tool().indexOf(' ') + 1),
                "uco-core:description",
                ("case seal " + exhibit.seal() + ". " + exhibit.redaction().note()).strip()));
        return graph;
    }

    private static String account(List<Object> graph, Map<String, String> accounts, String service, String name) {
        return accounts.computeIfAbsent(service + "\n" + name, key -> {
            String id = "kb:account-" + Trees.uuid(key);
            graph.add(Trees.object(
                    "@id",
                    id,
                    "@type",
                    "uco-observable:DigitalAccount",
                    "uco-core:hasFacet",
                    List.of(Trees.object(
                            "@id",
                            "kb:facet-" + Trees.uuid("account " + key),
                            "@type",
                            "uco-observable:AccountFacet",
                            "uco-observable:accountIdentifier",
                            name,
                            "uco-observable:accountType",
                            service))));
            return id;
        });
    }

    private static Map<String, Object> reference(String id) {
        return Trees.object("@id", id);
    }

    private static Map<String, Object> typed(String type, String value) {
        return Trees.object("@type", type, "@value", value);
    }
}

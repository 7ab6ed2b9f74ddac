package earshot.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A part of a YAML document that knows its place, so that whoever does not understand it can say where it stands.
final class Yaml {
    private final String file;
    private final Node node;

    private Yaml(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /// The document; null where it is empty.
    static Yaml read(String file, String text) throws PolicyException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setMaxAliasesForCollections(20)
                .build();
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            return node.map(root -> new Yaml(file, root)).orElse(null);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new PolicyException(file + " line " + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new PolicyException(file + ": " + e.getMessage());
        }
    }

    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    PolicyException wrong(String sentence) {
        return new PolicyException(file + " line " + line() + ": " + sentence);
    }

    /// The fields of a mapping, in order.
    ///
    /// @param known the names that mean something; null for any
    Map<String, Yaml> fields(List<String> known) throws PolicyException {
        if (!(node instanceof MappingNode mapping)) throw wrong("names with values are expected here");
        Map<String, Yaml> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Yaml key = new Yaml(file, tuple.getKeyNode());
            String name = key.text();
            if (known != null && !known.contains(name))
                throw key.wrong("there is no '" + name + "' here; it takes " + String.join(", ", known));
            if (fields.put(name, new Yaml(file, tuple.getValueNode())) != null)
                throw key.wrong("'" + name + "' stands here twice");
        }
        return fields;
    }

    /// The entries of a list; a single value is a list of one.
    List<Yaml> entries() {
        if (!(node instanceof SequenceNode sequence)) return List.of(this);
        List<Yaml> entries = new ArrayList<>();
        for (Node entry : sequence.getValue()) entries.add(new Yaml(file, entry));
        return entries;
    }

    String text() throws PolicyException {
        if (node instanceof ScalarNode scalar) return scalar.getValue();
        throw wrong("one word or sentence is expected here");
    }

    List<String> texts() throws PolicyException {
        List<String> texts = new ArrayList<>();
        for (Yaml entry : entries()) texts.add(entry.text());
        return texts;
    }
}

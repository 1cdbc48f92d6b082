package io.accelnet.cli.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Finds the lines of fields, by reading a text once more, and only once: only what is wrong needs to know its line. */
final class YamlLines {
    private final String text;
    private final List<Node> documents = new ArrayList<>();

    YamlLines(String text) {
        this.text = text;
    }

    /** The line, from 0, of a field of a document, from 0, or of the innermost thing on the way that is there. */
    int lineOf(int document, List<Object> prefix, List<Object> path) {
        List<Object> way = new ArrayList<>(prefix);
        way.addAll(path);
        List<Node> roots = documents();
        return document < roots.size() ? line(roots.get(document), way) : 0;
    }

    private List<Node> documents() {
        if (documents.isEmpty()) {
            new Compose(YamlDocuments.settings()).composeAllFromString(text).forEach(documents::add);
        }
        return documents;
    }

    private static int line(Node root, List<Object> way) {
        Node node = root;
        int line = line(root);
        for (Object step : way) {
            switch (node) {
                case MappingNode map -> {
                    Optional<NodeTuple> entry = map.getValue().stream()
                            .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                                    && key.getValue().equals(step.toString()))
                            .reduce((one, last) -> last);
                    if (entry.isEmpty()) {
                        return line;
                    }
                    line = line(entry.get().getKeyNode());
                    node = entry.get().getValueNode();
                }
                case SequenceNode list -> {
                    if (!(step instanceof Integer index)
                            || index >= list.getValue().size()) {
                        return line;
                    }
                    node = list.getValue().get(index);
                    line = line(node);
                }
                default -> {
                    return line;
                }
            }
        }
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine()).orElse(0);
    }
}

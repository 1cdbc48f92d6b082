package io.accelnet.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that the objects of one case have for each other. Without them nothing that is made by chance would ever belong together. */
final class Vocabulary {
    private static final int PORTS = 64;
    private static final int SUBDOMAIN = 253;
    private static final int LABEL = 63;

    private final Map<String, List<String>> byField;
    private final Map<String, List<String>> objects;
    private final List<String> namespaces;

    Vocabulary(Draw draw, Map<String, Integer> counts) {
        objects = Map.of(
                "NetworkIntent", names(draw, "intent", counts.getOrDefault("NetworkIntent", 0), SUBDOMAIN),
                "AccelNetCluster", names(draw, "cluster", counts.getOrDefault("AccelNetCluster", 0), SUBDOMAIN),
                "AccelNetNode", names(draw, "node", counts.getOrDefault("AccelNetNode", 0), SUBDOMAIN),
                "AccelNetVM", names(draw, "vm", counts.getOrDefault("AccelNetVM", 0), SUBDOMAIN));
        namespaces = names(draw, "ns", draw.between(1, 3), LABEL);
        List<String> ports = draw.chance(0.2)
                ? draw.chance(0.5) ? oddPorts() : names(draw, "port", PORTS, 256)
                : names(draw, "port", draw.logarithmic(1, 4), LABEL);
        List<String> guests = draw.chance(0.1) ? oddPorts() : names(draw, "eth", PORTS, 256);
        List<String> nodes = or(objects("AccelNetNode"), "nowhere");
        byField = Map.ofEntries(
                Map.entry("NetworkIntent.spec.adapters[]", ports),
                Map.entry("AccelNetNode.spec.adapters[].name", ports),
                Map.entry("AccelNetNode.spec.adapters[].altNames[]", ports),
                Map.entry("AccelNetCluster.spec.intentName", or(objects("NetworkIntent"), "nothing")),
                Map.entry("AccelNetCluster.spec.additionalIntentNames[]", or(objects("NetworkIntent"), "nothing")),
                Map.entry("AccelNetVM.spec.virtualMachine.adapterIntents[].networkAdapter", guests),
                Map.entry(
                        "AccelNetVM.spec.virtualMachine.adapterIntents[].intentName",
                        or(objects("NetworkIntent"), "nothing")),
                Map.entry("AccelNetVM.status.promised.adapterIntents[].networkAdapter", guests),
                Map.entry(
                        "AccelNetVM.status.promised.adapterIntents[].intentName",
                        or(objects("NetworkIntent"), "nothing")),
                Map.entry("AccelNetVM.spec.clusterName", or(objects("AccelNetCluster"), "none")),
                Map.entry("AccelNetVM.spec.virtualMachine.nodeName", nodes),
                Map.entry("AccelNetVM.spec.virtualMachine.networkAdapters[]", guests),
                Map.entry("AccelNetVM.status.nodeName", nodes),
                Map.entry("AccelNetVM.status.virtualFunctions[].adapter", ports),
                Map.entry("AccelNetVM.status.virtualFunctions[].networkAdapter", guests),
                Map.entry("AccelNetVM.status.promised.networkAdapters[]", guests),
                Map.entry("AccelNetNode.status.allocations[].adapter", ports),
                Map.entry("AccelNetNode.status.allocations[].namespace", namespaces),
                Map.entry("AccelNetNode.status.allocations[].name", or(objects("AccelNetVM"), "nobody")),
                Map.entry("AccelNetNode.status.allocations[].cluster", or(objects("AccelNetCluster"), "none")),
                Map.entry("AccelNetNode.status.allocations[].networkAdapter", guests),
                Map.entry("AccelNetNode.status.allocations[].displacedFrom", nodes));
    }

    /** The names of the objects of a kind; all differ. */
    List<String> objects(String kind) {
        return objects.getOrDefault(kind, List.of());
    }

    List<String> namespaces() {
        return namespaces;
    }

    /** What a field names, if it names something that others name too; empty if it doesn't. */
    List<String> at(String field) {
        return byField.getOrDefault(field, List.of());
    }

    private static List<String> or(List<String> names, String otherwise) {
        return names.isEmpty() ? List.of(otherwise) : names;
    }

    /** Names that differ without case for some comparisons and not for others. */
    private static List<String> oddPorts() {
        return List.of("port 1", "É", "é", "ß", "SS", "\u212A", "k", "ı", "I", "İ", "ſ", "S", "名前", "a\u0301", "á");
    }

    private static List<String> names(Draw draw, String word, int count, int longest) {
        boolean isLong = draw.chance(0.15);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            String name = word + "-" + i;
            names.add(isLong ? name + "x".repeat(longest - name.length()) : name);
        }
        return new ArrayList<>(names);
    }
}

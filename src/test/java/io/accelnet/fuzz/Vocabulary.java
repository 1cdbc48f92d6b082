package io.accelnet.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The names that the objects of one case have for each other. Without them nothing that is made by chance would ever belong together. */
final class Vocabulary {
    private static final int PORTS = 64;
    private static final int SUBDOMAIN = 253;
    private static final int LABEL = 63;

    private final Map<String, List<String>> byField;
    private final Map<String, List<String>> objects;
    private final List<String> namespaces;

    private Vocabulary(Map<String, List<String>> objects, List<String> namespaces, Map<String, List<String>> byField) {
        this.objects = objects;
        this.namespaces = namespaces;
        this.byField = byField;
    }

    /** Names for so many objects of each kind, odd ones and long ones now and then. */
    static Vocabulary of(Draw draw, Map<String, Integer> counts) {
        Map<String, List<String>> objects = Map.of(
                "NetworkIntent", names(draw, "intent", counts.getOrDefault("NetworkIntent", 0), SUBDOMAIN),
                "AccelNetCluster", names(draw, "cluster", counts.getOrDefault("AccelNetCluster", 0), SUBDOMAIN),
                "AccelNetNode", names(draw, "node", counts.getOrDefault("AccelNetNode", 0), SUBDOMAIN),
                "AccelNetVM", names(draw, "vm", counts.getOrDefault("AccelNetVM", 0), SUBDOMAIN));
        List<String> namespaces = names(draw, "ns", draw.between(1, 3), LABEL);
        List<String> ports = draw.chance(0.2)
                ? draw.chance(0.5) ? oddPorts() : names(draw, "port", PORTS, 256)
                : names(draw, "port", draw.logarithmic(1, 4), LABEL);
        List<String> guests = draw.chance(0.1) ? oddPorts() : names(draw, "eth", PORTS, 256);
        return new Vocabulary(objects, namespaces, byField(objects, namespaces, ports, guests));
    }

    /** Short names for so many objects of each kind, and these ports and network adapters. */
    static Vocabulary plain(Map<String, Integer> counts, List<String> ports, List<String> guests) {
        Map<String, List<String>> objects = new HashMap<>();
        counts.forEach((kind, count) -> objects.put(
                kind,
                IntStream.range(0, count)
                        .mapToObj(number -> kind.toLowerCase(Locale.ROOT) + "-" + number)
                        .toList()));
        List<String> namespaces = List.of("default");
        Map<String, List<String>> byField = new HashMap<>(byField(objects, namespaces, ports, guests));
        byField.put("AccelNetNode.status.cluster", or(of(objects, "AccelNetCluster"), "none"));
        return new Vocabulary(objects, namespaces, byField);
    }

    private static Map<String, List<String>> byField(
            Map<String, List<String>> objects, List<String> namespaces, List<String> ports, List<String> guests) {
        List<String> nodes = or(of(objects, "AccelNetNode"), "nowhere");
        return Map.ofEntries(
                Map.entry("NetworkIntent.spec.adapters[]", ports),
                Map.entry("AccelNetNode.spec.adapters[].name", ports),
                Map.entry("AccelNetNode.spec.adapters[].altNames[]", ports),
                Map.entry("AccelNetCluster.spec.intentName", or(of(objects, "NetworkIntent"), "nothing")),
                Map.entry("AccelNetCluster.spec.additionalIntentNames[]", or(of(objects, "NetworkIntent"), "nothing")),
                Map.entry("AccelNetVM.spec.virtualMachine.adapterIntents[].networkAdapter", guests),
                Map.entry(
                        "AccelNetVM.spec.virtualMachine.adapterIntents[].intentName",
                        or(of(objects, "NetworkIntent"), "nothing")),
                Map.entry("AccelNetVM.status.promised.adapterIntents[].networkAdapter", guests),
                Map.entry(
                        "AccelNetVM.status.promised.adapterIntents[].intentName",
                        or(of(objects, "NetworkIntent"), "nothing")),
                Map.entry("AccelNetVM.spec.clusterName", or(of(objects, "AccelNetCluster"), "none")),
                Map.entry("AccelNetVM.spec.virtualMachine.nodeName", nodes),
                Map.entry("AccelNetVM.spec.virtualMachine.networkAdapters[]", guests),
                Map.entry("AccelNetVM.status.nodeName", nodes),
                Map.entry("AccelNetVM.status.virtualFunctions[].adapter", ports),
                Map.entry("AccelNetVM.status.virtualFunctions[].networkAdapter", guests),
                Map.entry("AccelNetVM.status.promised.networkAdapters[]", guests),
                Map.entry("AccelNetNode.status.allocations[].adapter", ports),
                Map.entry("AccelNetNode.status.allocations[].namespace", namespaces),
                Map.entry("AccelNetNode.status.allocations[].name", or(of(objects, "AccelNetVM"), "nobody")),
                Map.entry("AccelNetNode.status.allocations[].cluster", or(of(objects, "AccelNetCluster"), "none")),
                Map.entry("AccelNetNode.status.allocations[].networkAdapter", guests),
                Map.entry("AccelNetNode.status.allocations[].displacedFrom", nodes));
    }

    /** The names of the objects of a kind; all differ. */
    List<String> objects(String kind) {
        return of(objects, kind);
    }

    private static List<String> of(Map<String, List<String>> objects, String kind) {
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

package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A cluster in which plans once cost far too much, or crashed.
 *
 * @param objects its objects
 */
record KnownCase(List<ObjectNode> objects) implements Case {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Hosts with the most queue pairs that there can be, levels far apart, and VMs of every size: counts by weight were arrays. */
    static KnownCase levelsFarApart() {
        List<ObjectNode> objects = new ArrayList<>();
        objects.add(intent());
        ObjectNode cluster = object("AccelNetCluster", "main");
        cluster.withObject("/spec").put("intentName", "compute");
        cluster.withObject("/spec/queuePairs").put("low", 1).put("medium", 64).put("high", 4096);
        objects.add(cluster);
        for (int host = 0; host < 20; host++) {
            objects.add(host("host-" + host, 128, 60_000));
        }
        for (String level : List.of("Low", "Medium", "High")) {
            for (int adapters : new int[] {1, 2, 4, 8}) {
                for (int i = 0; i < 3; i++) {
                    objects.add(vm(level, adapters, i));
                }
            }
        }
        return new KnownCase(objects);
    }

    @Override
    public List<HasMetadata> surroundings() {
        return List.of();
    }

    @Override
    public int changes() {
        return 0;
    }

    @Override
    public void change(int time) {
        throw new IllegalStateException("it never changes");
    }

    @Override
    public int count(String kind) {
        return (int) objects.stream()
                .filter(object -> object.get("kind").asText().equals(kind))
                .count();
    }

    private static ObjectNode intent() {
        ObjectNode intent = object("NetworkIntent", "compute");
        intent.withObject("/spec").putArray("types").add("Compute");
        intent.withObject("/spec").putArray("adapters").add("port");
        return intent;
    }

    private static ObjectNode host(String name, int virtualFunctions, int queuePairs) {
        ObjectNode host = object("AccelNetNode", name);
        ObjectNode spec = host.withObject("/spec");
        spec.put("hostType", "External").put("operatingSystem", "Linux").put("hyperthreading", true);
        spec.putArray("adapters")
                .addObject()
                .put("name", "port")
                .put("sriovSupport", "Supported")
                .put("virtualFunctions", virtualFunctions)
                .put("queuePairs", queuePairs);
        return host;
    }

    private static ObjectNode vm(String level, int adapters, int number) {
        ObjectNode vm = object("AccelNetVM", level.toLowerCase(Locale.ROOT) + "-" + adapters + "-" + number);
        vm.withObject("/metadata").put("namespace", "default");
        vm.withObject("/spec").put("clusterName", "main").put("performance", level);
        ObjectNode machine = vm.withObject("/spec/virtualMachine").put("virtualProcessors", 8);
        for (int i = 0; i < adapters; i++) {
            machine.withArray("networkAdapters").add("eth" + i);
        }
        return vm;
    }

    private static ObjectNode object(String kind, String name) {
        ObjectNode object =
                JSON.objectNode().put("apiVersion", "accelnet.io/v1alpha1").put("kind", kind);
        object.putObject("metadata")
                .put("name", name)
                .put("uid", "uid-" + name)
                .put("generation", 1)
                .put("creationTimestamp", "2026-01-01T00:00:00Z");
        object.putObject("spec");
        return object;
    }
}

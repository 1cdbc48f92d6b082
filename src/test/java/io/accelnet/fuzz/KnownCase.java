package io.accelnet.fuzz;

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
    /** Hosts with the most queue pairs that there can be, levels far apart, and VMs of every size: counts by weight were arrays. */
    static KnownCase levelsFarApart() {
        List<ObjectNode> objects = new ArrayList<>();
        objects.add(Written.intent("compute", List.of("port")));
        ObjectNode cluster = Written.object("AccelNetCluster", "main");
        cluster.withObject("/spec").put("intentName", "compute");
        cluster.withObject("/spec/queuePairs").put("low", 1).put("medium", 64).put("high", 4096);
        objects.add(cluster);
        for (int host = 0; host < 20; host++) {
            ObjectNode each = Written.host("host-" + host);
            Written.port(each, "port", 128).put("queuePairs", 60_000);
            objects.add(each);
        }
        for (String level : List.of("Low", "Medium", "High")) {
            for (int adapters : new int[] {1, 2, 4, 8}) {
                for (int i = 0; i < 3; i++) {
                    objects.add(vm(level, adapters, i));
                }
            }
        }
        objects.forEach(KnownCase::stored);
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

    private static ObjectNode vm(String level, int adapters, int number) {
        ObjectNode vm =
                Written.vm("default", level.toLowerCase(Locale.ROOT) + "-" + adapters + "-" + number, "main", level);
        for (int i = 0; i < adapters; i++) {
            vm.withObject("/spec/virtualMachine").withArray("networkAdapters").add("eth" + i);
        }
        return vm;
    }

    /** What an API server adds. */
    private static void stored(ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        metadata.put("uid", "uid-" + metadata.get("name").asText())
                .put("generation", 1)
                .put("creationTimestamp", "2026-01-01T00:00:00Z");
    }
}

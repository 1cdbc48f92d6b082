package io.accelnet.fuzz;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What there is besides our own objects: namespaces, and Kubernetes Nodes, of which some are missing, not ready, or cordoned. */
final class Surroundings {
    private Surroundings() {}

    static List<HasMetadata> of(long seed, Vocabulary vocabulary) {
        List<HasMetadata> all = new ArrayList<>();
        for (String name : vocabulary.namespaces()) {
            all.add(namespace(name, Draw.of(seed, "namespace " + name)));
        }
        for (String name : vocabulary.objects("AccelNetNode")) {
            Draw draw = Draw.of(seed, "Node " + name);
            if (draw.chance(0.9)) {
                all.add(node(name, draw.chance(0.9), draw.chance(0.1)));
            }
        }
        return all;
    }

    private static Namespace namespace(String name, Draw draw) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of("kubernetes.io/metadata.name", name, "site", draw.of(Labels.VALUES)))
                .endMetadata()
                .build();
    }

    private static Node node(String name, boolean ready, boolean cordoned) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(cordoned)
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready ? "True" : "False")
                .endCondition()
                .endStatus()
                .build();
    }
}

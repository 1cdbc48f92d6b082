package io.accelnet.operator.gather.kubevirt;

import com.fasterxml.jackson.databind.JsonNode;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as an API server has them, read and trimmed as the caches do it, and what a reference to one of them is resolved to. */
final class Fixture {
    static final String NAMESPACE = "shop";
    static final String NAME = "web";

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final List<ReferencedObject<?, ?>> objects = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private @Nullable String resource;

    /** Objects as YAML, without apiVersion; those that say no namespace are in the VM's, and those that say no name have the VM's. */
    Fixture with(String... manifests) {
        for (String manifest : manifests) {
            add(manifest);
        }
        return this;
    }

    /**
     * A Node.
     *
     * @param labels its labels, as a map of YAML
     */
    Fixture node(String name, String labels) {
        nodes.add(serialization.unmarshal("metadata: {name: %s, labels: {%s}}".formatted(name, labels), Node.class));
        return this;
    }

    /** The intent's resource. */
    Fixture resource(String name) {
        resource = name;
        return this;
    }

    private void add(String manifest) {
        String kind = kind(manifest);
        ReferencedObject<?, ?> object = KubeVirtObjects.KINDS.stream()
                .filter(type -> HasMetadata.getKind(type).equals(kind))
                .findFirst()
                .map(type -> read(manifest, type))
                .orElseThrow();
        if (!(object instanceof Namespaced)) {
            object.getMetadata().setNamespace(null);
        }
        objects.add(object);
    }

    private String kind(String manifest) {
        return serialization
                .unmarshal(yaml(manifest), JsonNode.class)
                .path("kind")
                .asText();
    }

    /** What begins with a brace would be taken for JSON. */
    private static String yaml(String manifest) {
        return "---\n" + manifest;
    }

    <T extends ReferencedObject<?, ?>> T read(String manifest, Class<T> type) {
        T object = serialization.unmarshal(yaml(manifest), type);
        if (object.getMetadata().getNamespace() == null) {
            object.getMetadata().setNamespace(NAMESPACE);
        }
        if (object.getMetadata().getName() == null) {
            object.getMetadata().setName(NAME);
        }
        object.trim();
        return object;
    }

    KubeVirtObjects objects() {
        return KubeVirtObjects.of(objects);
    }

    VirtualMachine resolve() {
        return resolve(objects());
    }

    VirtualMachine resolve(KubeVirtObjects objects) {
        return new References(objects, new NodeLabels(nodes))
                .resolve(NAMESPACE, NAME, resource == null ? Map.of() : Map.of(resource, "fabric"));
    }

    VirtualMachine.Resolved resolved() {
        return switch (resolve()) {
            case VirtualMachine.Resolved resolved -> resolved;
            case VirtualMachine other -> throw new AssertionError("not resolved: " + other);
        };
    }

    VirtualMachine.Unresolved unresolved() {
        return switch (resolve()) {
            case VirtualMachine.Unresolved unresolved -> unresolved;
            case VirtualMachine other -> throw new AssertionError("resolved: " + other);
        };
    }

    int vCpus() {
        return resolved().facts().vCpus();
    }
}

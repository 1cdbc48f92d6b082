package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;

/**
 * Has instances migrate that are to leave their node: those whose pod somebody asked to evict, which virt-api notes as
 * {@code status.evacuationNodeName}, and those on a node with the drain taint.
 */
final class Evacuation {
    /** Which node a migration is to empty. */
    static final String ANNOTATION = "kubevirt.io/evacuationMigration";

    private static final String DRAIN = "kubevirt.io/drain";

    private final Kinds kinds;

    Evacuation(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Looks at an instance that runs. */
    void look(Dynamic instance) {
        String node = instance.text("status", "nodeName");
        boolean hasToLeave = node.equals(instance.text("status", "evacuationNodeName"))
                || kinds.nodes().get("", node).filter(Evacuation::isDrained).isPresent();
        boolean isMigrating = kinds.migrationsOf(instance).anyMatch(migration -> !MigrationPart.isFinal(migration));
        if (hasToLeave
                && !isMigrating
                && instance.text("spec", "evictionStrategy").startsWith("LiveMigrate")) {
            GenericKubernetesResource migration = new GenericKubernetesResource();
            migration.setApiVersion("kubevirt.io/v1");
            migration.setKind("VirtualMachineInstanceMigration");
            migration.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(instance.namespace())
                    .withGenerateName("kubevirt-evacuation-")
                    .addToAnnotations(ANNOTATION, node)
                    .build());
            migration.setAdditionalProperty("spec", Map.of("vmiName", instance.name()));
            kinds.migrations().create(migration);
        }
    }

    private static boolean isDrained(Node node) {
        return node.getSpec().getTaints().stream()
                .anyMatch(taint -> taint.getKey().equals(DRAIN));
    }
}

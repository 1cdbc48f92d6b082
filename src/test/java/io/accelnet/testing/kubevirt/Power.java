package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A host's power switch. It is an annotation of its Node, so that whoever may write Nodes can switch it, also from another process:
 * {@code kubectl annotate node host-1 testing.accelnet.io/power=off}.
 */
public final class Power {
    public static final String ANNOTATION = "testing.accelnet.io/power";
    static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";
    private static final String OFF = "off";

    private Power() {}

    static boolean isOn(Node node) {
        return node.getMetadata().getAnnotations() == null
                || !OFF.equals(node.getMetadata().getAnnotations().get(ANNOTATION));
    }

    /** The host stops without a word. Its Node becomes unreachable, its pods stay. */
    public static void off(KubernetesClient client, String node) {
        edit(
                client,
                node,
                it -> new NodeBuilder(it)
                        .editMetadata()
                        .addToAnnotations(ANNOTATION, OFF)
                        .endMetadata()
                        .build());
    }

    /** The host is back, and in service. */
    public static void on(KubernetesClient client, String node) {
        edit(
                client,
                node,
                it -> new NodeBuilder(it)
                        .editMetadata()
                        .removeFromAnnotations(ANNOTATION)
                        .endMetadata()
                        .editSpec()
                        .withTaints(without(it, OUT_OF_SERVICE))
                        .endSpec()
                        .build());
    }

    /** Somebody made sure that the host is off, and says so by the out-of-service taint: its pods may go. */
    public static void fence(KubernetesClient client, String node) {
        edit(client, node, it -> {
            List<Taint> taints = without(it, OUT_OF_SERVICE);
            taints.add(new Taint("NoExecute", OUT_OF_SERVICE, null, "nodeshutdown"));
            return new NodeBuilder(it).editSpec().withTaints(taints).endSpec().build();
        });
    }

    private static void edit(KubernetesClient client, String node, UnaryOperator<Node> change) {
        NodeChange.apply(client, node, change);
    }

    private static List<Taint> without(Node node, String key) {
        List<Taint> taints = new ArrayList<>(node.getSpec().getTaints());
        taints.removeIf(taint -> taint.getKey().equals(key));
        return taints;
    }
}

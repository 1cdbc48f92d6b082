package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a node without power and of its pods, as the node lifecycle controller, taint eviction and the garbage collector of
 * pods do it: the Node's Ready becomes Unknown, it is tainted, its pods are deleted and stay Terminating, until the node is back, is
 * fenced by the out-of-service taint, or its Node is deleted.
 */
final class NodeLifecycle {
    private static final String UNREACHABLE = "node.kubernetes.io/unreachable";

    private final Kinds kinds;
    private final WorkQueue queue;
    private final ActorSettings settings;

    NodeLifecycle(Kinds kinds, WorkQueue queue, ActorSettings settings) {
        this.kinds = kinds;
        this.queue = queue;
        this.settings = settings;
    }

    void look(String name) {
        Optional<Node> found = kinds.nodes().get("", name);
        List<Pod> pods = kinds.podsOn(name);
        if (found.isEmpty()) {
            pods.forEach(kinds.pods()::deleteNow);
            return;
        }
        Node node = found.get();
        if (Power.isOn(node)) {
            if (readiness(node).filter("Unknown"::equals).isPresent()) {
                taint(node, Stream.empty());
                reach(node, "True", "KubeletReady");
            }
            pods.forEach(pod -> queue.add(Work.on(Work.Part.POD, pod)));
            kinds.instances().all().stream()
                    .filter(instance -> name.equals(new Dynamic(instance).text("status", "nodeName")))
                    .forEach(instance -> queue.add(Work.on(Work.Part.INSTANCE, instance)));
            return;
        }
        if (readiness(node).filter("Unknown"::equals).isEmpty()) {
            String now = settings.clock().instant().toString();
            taint(node, Stream.of("NoSchedule", "NoExecute").map(effect -> new Taint(effect, UNREACHABLE, now, null)));
            reach(node, "Unknown", "NodeStatusUnknown");
        } else {
            evict(node, pods);
        }
        if (has(node, Power.OUT_OF_SERVICE)) {
            pods.stream()
                    .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                    .forEach(kinds.pods()::deleteNow);
        }
    }

    private void evict(Node node, List<Pod> pods) {
        Instant since = node.getSpec().getTaints().stream()
                .filter(taint -> taint.getKey().equals(UNREACHABLE))
                .map(Taint::getTimeAdded)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .findFirst()
                .orElseGet(settings.clock()::instant);
        Duration left = settings.eviction()
                .minus(Duration.between(since, settings.clock().instant()));
        if (left.isPositive() && !has(node, Power.OUT_OF_SERVICE)) {
            queue.addAfter(Work.on(Work.Part.NODE, node), left);
            return;
        }
        List<Pod> staying = pods.stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
        staying.forEach(kinds.pods()::delete);
        if (!staying.isEmpty()) {
            queue.add(Work.on(Work.Part.NODE, node));
        }
    }

    private void reach(Node node, String status, String reason) {
        List<NodeCondition> conditions = new ArrayList<>(node.getStatus().getConditions());
        conditions.removeIf(condition -> condition.getType().equals("Ready"));
        String now = settings.clock().instant().toString();
        conditions.add(new NodeConditionBuilder()
                .withType("Ready")
                .withStatus(status)
                .withReason(reason)
                .withLastHeartbeatTime(now)
                .withLastTransitionTime(now)
                .build());
        kinds.nodes().patch(node, Map.of("status", Map.of("conditions", conditions)));
    }

    /** Over this very version, since others taint nodes too, and a list is written as a whole. */
    private void taint(Node node, Stream<Taint> unreachable) {
        List<Taint> taints = new ArrayList<>(node.getSpec().getTaints());
        taints.removeIf(taint -> taint.getKey().equals(UNREACHABLE));
        unreachable.forEach(taints::add);
        kinds.nodes()
                .patch(
                        node,
                        Map.of(
                                "metadata",
                                Map.of("resourceVersion", node.getMetadata().getResourceVersion()),
                                "spec",
                                Map.of("taints", taints)));
    }

    private static Optional<String> readiness(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(NodeCondition::getStatus)
                .findFirst();
    }

    private static boolean has(Node node, String taint) {
        return node.getSpec().getTaints().stream().anyMatch(it -> it.getKey().equals(taint));
    }
}

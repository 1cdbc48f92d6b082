package io.accelnet.testing.invariant;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.testing.kubevirt.Dynamic;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of each object, a line for each version in which something changed that matters. */
final class History {
    private static final int KEPT = 20;

    private record Line(long version, String text) {}

    private final Map<Key, Deque<Line>> lines = new HashMap<>();

    void note(Version version) {
        String text = version.isGone() ? "gone" : text(version.object());
        Deque<Line> before = lines.computeIfAbsent(version.key(), key -> new ArrayDeque<>());
        if (before.isEmpty() || !before.getLast().text().equals(text)) {
            before.add(new Line(version.number(), text));
        }
        if (before.size() > KEPT) {
            before.removeFirst();
        }
    }

    /** Of several objects, in one order. */
    List<String> of(Collection<Key> keys) {
        return keys.stream()
                .distinct()
                .flatMap(key -> lines.getOrDefault(key, new ArrayDeque<>()).stream()
                        .map(line -> Map.entry(line.version(), line.version() + " " + key + ": " + line.text())))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String text(HasMetadata object) {
        return switch (object) {
            case Pod pod -> pod(pod);
            case AccelNetNode host ->
                "ledger "
                        + Observed.ledger(host).stream()
                                .map(entry ->
                                        "%s/%d: %s".formatted(entry.adapter(), entry.virtualFunction(), entry.name()))
                                .toList();
            case AccelNetVM vm ->
                vm.getStatus() == null
                        ? "no status"
                        : "admitted %s, on %s, %d virtual functions"
                                .formatted(
                                        vm.getStatus().admitted(),
                                        vm.getStatus().nodeName(),
                                        vm.getStatus().virtualFunctions().size());
            case AccelNetCluster cluster ->
                cluster.getStatus() == null
                        ? "no status"
                        : cluster.getStatus().conditions().stream()
                                .filter(condition -> condition.getType().equals("ReserveHeld"))
                                .map(Condition::getMessage)
                                .collect(Collectors.joining());
            case Node node ->
                "Ready "
                        + node.getStatus().getConditions().stream()
                                .filter(condition -> condition.getType().equals("Ready"))
                                .map(condition -> condition.getStatus())
                                .collect(Collectors.joining());
            case GenericKubernetesResource other -> {
                Dynamic dynamic = new Dynamic(other);
                yield "%s %s on %s"
                        .formatted(dynamic.uid(), dynamic.text("status", "phase"), dynamic.text("status", "nodeName"));
            }
            default -> "changed";
        };
    }

    private static String pod(Pod pod) {
        return "%s%s%s on %s%s"
                .formatted(
                        pod.getStatus().getPhase(),
                        Pods.isGated(pod) ? ", gated" : "",
                        pod.getMetadata().getDeletionTimestamp() == null ? "" : ", Terminating",
                        Optional.ofNullable(pod.getSpec().getNodeName()).orElse("no node"),
                        Pods.openedTo(pod).map(nodes -> ", open to " + nodes).orElse(""));
    }
}

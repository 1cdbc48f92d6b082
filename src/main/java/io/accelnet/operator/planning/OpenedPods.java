package io.accelnet.operator.planning;

import io.accelnet.operator.gate.Gate;
import io.accelnet.operator.gather.pod.NodeRules;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pods that we have opened, until the watch delivers that: a plan that takes an open pod for a gated one could promise what the pod
 * may be bound to.
 *
 * <p>A gate that was removed can't be put back. So while the cache shows a pod with its gate, what it shows is older than our opening. An
 * opening of which nobody knows whether it went through counts as one that did.
 */
final class OpenedPods {
    /** The values of the label, by the pod's UID. */
    private final Map<String, Set<String>> hostnames = new ConcurrentHashMap<>();

    /** A pod was opened to these nodes, or may have been. */
    void opened(String uid, Set<String> to) {
        hostnames.put(uid, Set.copyOf(to));
    }

    /** It wasn't. */
    void notOpened(String uid) {
        hostnames.remove(uid);
    }

    /** The pods as they are, our openings included. */
    List<Pod> newest(List<Pod> cached) {
        if (hostnames.isEmpty()) {
            return cached;
        }
        Set<String> there = new HashSet<>();
        List<Pod> newest = cached.stream()
                .map(pod -> {
                    there.add(uid(pod));
                    return newest(pod);
                })
                .toList();
        hostnames.keySet().retainAll(there);
        return newest;
    }

    private Pod newest(Pod cached) {
        Set<String> opened = hostnames.get(uid(cached));
        if (opened == null) {
            return cached;
        }
        if (cached.getSpec() == null || !Gate.holds(cached)) {
            hostnames.remove(uid(cached), opened);
            return cached;
        }
        NodeSelectorRequirement places = new NodeSelectorRequirementBuilder()
                .withKey(NodeRules.HOSTNAME)
                .withOperator("In")
                .withValues(opened.stream().sorted().toList())
                .build();
        return new PodBuilder(cached)
                .editSpec()
                .withSchedulingGates(cached.getSpec().getSchedulingGates().stream()
                        .filter(gate -> !Gate.NAME.equals(gate.getName()))
                        .toList())
                .withNewAffinity()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(new NodeSelectorTermBuilder()
                        .withMatchExpressions(places)
                        .build())
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }

    private static String uid(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getUid(), "");
    }
}

package io.accelnet.operator.planning;

import io.accelnet.operator.gate.Gate;
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
 * <p>Each opening remembers the versions that it stands on. While the cache still shows one of them, the pod is open; whatever else
 * the cache shows is newer. An opening of which nobody knows whether it went through counts as one that did.
 */
final class OpenedPods {
    private record Opened(Set<String> hostnames, Set<String> olderVersions) {}

    private static final String HOSTNAME = "kubernetes.io/hostname";

    private final Map<String, Opened> byUid = new ConcurrentHashMap<>();

    /**
     * A pod was opened, or may have been.
     *
     * @param planned the version of it that the plan was made from
     * @param opened the version over which it was opened
     */
    void opened(String uid, Set<String> hostnames, String planned, String opened) {
        byUid.put(uid, new Opened(Set.copyOf(hostnames), new HashSet<>(Set.of(planned, opened))));
    }

    /** It wasn't. */
    void notOpened(String uid) {
        byUid.remove(uid);
    }

    /** The pods as they are, our openings included. */
    List<Pod> newest(List<Pod> cached) {
        if (byUid.isEmpty()) {
            return cached;
        }
        Set<String> there = new HashSet<>();
        List<Pod> newest = cached.stream()
                .map(pod -> {
                    there.add(uid(pod));
                    return newest(pod);
                })
                .toList();
        byUid.keySet().retainAll(there);
        return newest;
    }

    private Pod newest(Pod cached) {
        Opened opened = byUid.get(uid(cached));
        if (opened == null) {
            return cached;
        }
        if (!opened.olderVersions().contains(version(cached))) {
            byUid.remove(uid(cached), opened);
            return cached;
        }
        NodeSelectorRequirement places = new NodeSelectorRequirementBuilder()
                .withKey(HOSTNAME)
                .withOperator("In")
                .withValues(opened.hostnames().stream().sorted().toList())
                .build();
        return new PodBuilder(cached)
                .editSpec()
                .withSchedulingGates(cached.getSpec().getSchedulingGates().stream()
                        .filter(gate -> !Gate.NAME.equals(gate.getName()))
                        .toList())
                .withNewAffinity()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(
                        new NodeSelectorTermBuilder().withMatchExpressions(places).build())
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .endSpec()
                .build();
    }

    private static String uid(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getUid(), "");
    }

    private static String version(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), "");
    }
}

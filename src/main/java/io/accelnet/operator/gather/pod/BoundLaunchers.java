package io.accelnet.operator.gather.pod;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The launchers of VMs that are being migrated. A VM without AccelNetVM may migrate, and the gate opens for it. Whoever may create pods may
 * give one the owner and the labels of such a migration's target, so they are believed only where there is something to migrate: one
 * launcher of the VM that is bound, and requests no less.
 */
public final class BoundLaunchers {
    private record Instance(String namespace, String uid) {}

    private static final Comparator<Pod> ORDER = Comparator.comparing(
                    (Pod pod) -> PodReader.time(pod.getMetadata().getCreationTimestamp()))
            .thenComparing(pod -> pod.getMetadata().getName());

    private final Set<String> resources;
    /** The target that is waited for, by its VM: one VM has one migration at a time. */
    private final Map<Instance, Pod> targets = new HashMap<>();

    private final Map<Instance, Map<String, Integer>> sources = new HashMap<>();

    private BoundLaunchers(Set<String> resources) {
        this.resources = Set.copyOf(resources);
    }

    /** Those among these pods, as far as they request any of these resources. */
    public static BoundLaunchers among(Collection<Pod> pods, Set<String> resources) {
        BoundLaunchers launchers = new BoundLaunchers(resources);
        for (Pod pod : pods) {
            if (PodReader.isTarget(pod) && isUnbound(pod)) {
                PodReader.instance(pod)
                        .ifPresent(owner -> launchers.targets.merge(
                                key(pod, owner), pod, (one, other) -> ORDER.compare(one, other) <= 0 ? one : other));
            }
        }
        if (!launchers.targets.isEmpty()) {
            launchers.findSources(pods);
        }
        return launchers;
    }

    private void findSources(Collection<Pod> pods) {
        Set<Instance> several = new HashSet<>();
        for (Pod pod : pods) {
            Optional<Instance> instance = isBound(pod)
                    ? PodReader.instance(pod).map(owner -> key(pod, owner)).filter(targets::containsKey)
                    : Optional.empty();
            instance.ifPresent(key -> {
                if (sources.put(key, PodRequests.of(pod, resources)) != null) {
                    several.add(key);
                }
            });
        }
        sources.keySet().removeAll(several);
    }

    /** Whether a pod that isn't bound yet is the target of a migration that can be. */
    boolean migratesTo(Pod pod) {
        Optional<Instance> instance = PodReader.instance(pod).map(owner -> key(pod, owner));
        Map<String, Integer> source =
                instance.flatMap(key -> Optional.ofNullable(sources.get(key))).orElse(Map.of());
        return instance.flatMap(key -> Optional.ofNullable(targets.get(key)))
                        .filter(target -> target.getMetadata()
                                .getName()
                                .equals(pod.getMetadata().getName()))
                        .isPresent()
                && PodRequests.of(pod, resources).entrySet().stream()
                        .allMatch(requested -> requested.getValue() <= source.getOrDefault(requested.getKey(), 0));
    }

    private static boolean isUnbound(Pod pod) {
        return pod.getSpec() != null
                && !PodReader.hasEnded(pod)
                && PodReader.node(pod).isEmpty();
    }

    private static boolean isBound(Pod pod) {
        return pod.getSpec() != null
                && !PodReader.hasEnded(pod)
                && PodReader.node(pod).isPresent();
    }

    private static Instance key(Pod pod, OwnerReference owner) {
        return new Instance(pod.getMetadata().getNamespace(), owner.getUid());
    }
}

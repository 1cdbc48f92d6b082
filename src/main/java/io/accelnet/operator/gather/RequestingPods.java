package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.pod.PodTrimming;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pods that are known.
 *
 * @param pods pods, trimmed to what is read or not; of those that request no virtual functions nothing is read
 * @param unlisted the extended resources of intents for which not all pods are known: who has what of them can't be told yet
 */
public record RequestingPods(List<Pod> pods, Set<String> unlisted) {
    /** Where there is no pod. */
    public static final RequestingPods NONE = of(List.of());

    public RequestingPods {
        pods = List.copyOf(pods);
        unlisted = Set.copyOf(unlisted);
    }

    /** Where these are all pods that there are. */
    public static RequestingPods of(List<Pod> pods) {
        return new RequestingPods(pods, Set.of());
    }

    /** The Nodes on which pods have virtual functions; empty while not all pods are known. */
    public Optional<Set<String>> nodes() {
        return unlisted.isEmpty()
                ? Optional.of(pods.stream()
                        .flatMap(pod -> Stream.ofNullable(pod.getSpec()))
                        .flatMap(spec -> Stream.ofNullable(spec.getNodeName()))
                        .collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }

    /** Those of all pods that there are which request what these intents name, trimmed to what is read. */
    public static RequestingPods among(Collection<Pod> all, Collection<NetworkIntent> intents) {
        Set<String> resources = resources(intents);
        return of(all.stream()
                .map(pod -> PodTrimming.trim(pod, resources))
                .filter(pod -> pod.getSpec() != null)
                .toList());
    }

    /** The extended resources that these intents name, whose pods are looked at. */
    public static Set<String> resources(Collection<NetworkIntent> intents) {
        return intents.stream()
                .flatMap(intent -> Stream.ofNullable(intent.getSpec()))
                .flatMap(spec -> Stream.ofNullable(spec.resourceName()))
                .collect(Collectors.toUnmodifiableSet());
    }
}

package io.accelnet.testing.invariant;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * No pod that requests virtual functions of the pool is bound outside of the nodes that it was opened to: those that its required node
 * affinity named at the version that lost the gate.
 */
final class BoundWhereItWasOpened implements Invariant {
    private final Set<String> resourceNames;
    private final Set<String> gatedResourceNames;
    private final Map<String, Set<String>> opened = new HashMap<>();
    private final Set<String> gated = new HashSet<>();

    /**
     * Starts with pods that come.
     *
     * @param gatedResourceNames those of the resources for which a pod that never had the gate breaks it
     */
    BoundWhereItWasOpened(Set<String> resourceNames, Set<String> gatedResourceNames) {
        this.resourceNames = resourceNames;
        this.gatedResourceNames = gatedResourceNames;
    }

    @Override
    public void see(Version version, Optional<HasMetadata> before, Observed now, Findings findings) {
        if (!(version.object() instanceof Pod pod) || Pods.requested(pod, resourceNames) == 0) {
            return;
        }
        String uid = pod.getMetadata().getUid();
        if (version.isGone()) {
            opened.remove(uid);
            gated.remove(uid);
            return;
        }
        Optional<Pod> earlier = before.map(Pod.class::cast)
                .filter(it -> it.getMetadata().getUid().equals(uid));
        if (Pods.isGated(pod)) {
            gated.add(uid);
        } else if (earlier.filter(Pods::isGated).isPresent()) {
            Pods.openedTo(pod)
                    .ifPresentOrElse(
                            nodes -> opened.put(uid, nodes),
                            () -> findings.add(this, Key.of(pod) + " was opened to every node", Key.of(pod)));
        }
        if (Pods.isBound(pod) && earlier.filter(Pods::isBound).isEmpty()) {
            bound(pod, now, findings);
        }
    }

    private void bound(Pod pod, Observed now, Findings findings) {
        String node = pod.getSpec().getNodeName();
        String hostname = now.node(node)
                .map(it -> it.getMetadata().getLabels().get("kubernetes.io/hostname"))
                .orElse(node);
        Optional<Set<String>> nodes =
                Optional.ofNullable(opened.get(pod.getMetadata().getUid()));
        if (nodes.filter(it -> !it.contains(hostname)).isPresent()) {
            findings.add(
                    this,
                    "%s was opened to %s and is bound to %s".formatted(Key.of(pod), nodes.get(), node),
                    Key.of(pod));
        } else if (Pods.requested(pod, gatedResourceNames) > 0
                && !gated.contains(pod.getMetadata().getUid())) {
            findings.add(this, Key.of(pod) + " is bound to " + node + " and never had a gate", Key.of(pod));
        }
    }

    @Override
    public void settled(Observed now, Findings findings) {}
}

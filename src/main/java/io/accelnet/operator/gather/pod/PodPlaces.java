package io.accelnet.operator.gather.pod;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.Set;

/** Where pods that aren't bound can go, as kube-scheduler reads their rules; of memory, CPUs and taints it says nothing. */
public interface PodPlaces {
    /** The Nodes that a pod's node selector, its required node affinity and its volumes leave; empty if they leave all. */
    Optional<Set<String>> of(Pod pod);

    /** The Nodes that its volumes alone leave; empty if they leave all. */
    Optional<Set<String>> ofVolumes(Pod pod);
}

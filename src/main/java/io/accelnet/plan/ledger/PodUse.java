package io.accelnet.plan.ledger;

import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * The virtual functions of one resource that a pod has on the node to which it is bound, or that a node's device plugin doesn't hand
 * out: whoever has them, nobody else can get them.
 *
 * @param pod the pod; empty if they aren't handed out
 * @param ports the node's ports whose virtual functions are handed out under the resource
 * @param count how many they are
 * @param known those of them that the pod names; at most as many as there are
 * @param queuePairs what each takes of its port's queue pairs at least; 0 if that isn't known
 */
record PodUse(Optional<PodSnapshot> pod, List<AdapterSnapshot> ports, int count, List<Known> known, int queuePairs) {
    /**
     * A virtual function that a pod says it has.
     *
     * @param slot which one
     * @param networkAdapter the network adapter that uses it, if that is known
     * @param pciAddress its PCI address
     */
    record Known(Slot slot, Optional<String> networkAdapter, String pciAddress) {}

    PodUse {
        ports = List.copyOf(ports);
        known = List.copyOf(known);
    }

    Optional<VmId> vm() {
        return pod.flatMap(PodSnapshot::vm);
    }
}

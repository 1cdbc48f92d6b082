package io.accelnet.plan.ledger;

import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.PodSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * A virtual function that a pod has, or that the device plugin doesn't hand out.
 *
 * @param pod the pod; empty if it isn't handed out
 * @param slot which one it is, or is taken for
 * @param others further ones that nobody gets, as it may be any of them
 * @param queuePairs what it takes of its port's queue pairs at least; 0 if that isn't known
 * @param pciAddress its PCI address, if the pod says it
 */
public record TakenFunction(
        Optional<PodSnapshot> pod, Slot slot, List<Slot> others, int queuePairs, Optional<String> pciAddress) {
    public TakenFunction {
        others = List.copyOf(others);
    }

    /** The VM that has it, if the pod is that of an AccelNetVM. */
    public Optional<VmId> vm() {
        return pod.flatMap(PodSnapshot::vm);
    }
}

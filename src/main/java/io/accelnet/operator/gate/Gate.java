package io.accelnet.operator.gate;

import io.accelnet.operator.gather.pod.PodReader;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The scheduling gate that the API server puts on each pod that requests virtual functions. */
public final class Gate {
    /** Its name in {@code spec.schedulingGates}. */
    public static final String NAME = PodReader.GATE;

    private Gate() {}

    /** Whether a pod waits at it. */
    public static boolean holds(Pod pod) {
        return index(pod).isPresent();
    }

    /** Where it stands among the gates of a pod. Each gate is there once at most. */
    static OptionalInt index(Pod pod) {
        List<PodSchedulingGate> gates = pod.getSpec().getSchedulingGates();
        return IntStream.range(0, gates.size())
                .filter(i -> NAME.equals(gates.get(i).getName()))
                .findFirst();
    }
}

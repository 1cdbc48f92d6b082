package io.accelnet.plan.vm;

import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;

/** How it is told why the facts of a VirtualMachine aren't known. */
public final class Obstacles {
    private Obstacles() {}

    /** The reason of the conditions. */
    public static Reason reason(Obstacle obstacle) {
        return switch (obstacle) {
            case NOT_FOUND -> Reason.VIRTUAL_MACHINE_NOT_FOUND;
            case INSTANCE_TYPE_NOT_FOUND -> Reason.INSTANCE_TYPE_NOT_FOUND;
            case NETWORK_NOT_FOUND -> Reason.NETWORK_NOT_FOUND;
            case INVALID -> Reason.VIRTUAL_MACHINE_INVALID;
            case TAKEN -> Reason.VIRTUAL_MACHINE_TAKEN;
        };
    }

    /** What is missing may still come. What is wrong stays so until somebody changes it. */
    public static Progress progress(Obstacle obstacle) {
        return switch (obstacle) {
            case NOT_FOUND, INSTANCE_TYPE_NOT_FOUND, NETWORK_NOT_FOUND -> Progress.RECONCILING;
            case INVALID, TAKEN -> Progress.STALLED;
        };
    }
}

package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Demand;

/** One way to decide, at work on a cluster. */
public interface Engine {

    /**
     * Admits a VM, wherever there is room.
     *
     * @param vm a small number that no VM has which was admitted so
     * @return whether it was admitted
     */
    boolean admit(int vm, Demand demand);

    /** Takes back what {@link #admit} gave to this number. */
    void release(int vm);
}

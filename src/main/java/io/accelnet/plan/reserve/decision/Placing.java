package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.model.HostAllocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds places for VMs on the hosts that take them now. Changes nothing. */
public interface Placing {

    /** Ways to place them all, as far as they are found; the first keep most to preferred hosts. */
    Stream<List<HostAllocation>> ways(List<Displaced> vms);

    /** The first of these ways. */
    default Optional<List<HostAllocation>> place(List<Displaced> vms) {
        return ways(vms).findFirst();
    }

    /** Where one VM is best put, beside all that have places by now; empty if there is no room for it. */
    Optional<HostAllocation> best(Displaced vm);

    /** Whether the hosts that are up survive as many failures as are left. */
    boolean reserveHolds();
}

package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.Scope;
import java.util.Optional;

/** What an explanation is made of: answers of the fleet that is explained. */
public interface Answers {

    /** The fleet. */
    FleetState state();

    /**
     * Whether a VM is admitted; it is held then.
     *
     * @param failures how many are to be survived
     * @param pinned the host it must be on
     */
    Decision admit(String vm, Demand demand, int failures, Optional<String> pinned);

    /**
     * The fewest hosts whose failure already shows that something is missing, and what.
     *
     * @param tolerated how many failures are tolerated in all
     * @return empty if no condition fails with as many failures
     */
    Optional<Shortage> fewest(Scope scope, int tolerated);

    /**
     * Where a VM would best be put, whatever the reserve says.
     *
     * @param pinned the host it must be on
     */
    Optional<HostAllocation> best(Demand demand, Optional<String> pinned);
}

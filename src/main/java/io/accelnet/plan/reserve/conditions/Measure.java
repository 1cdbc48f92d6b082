package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.certificate.NeedMatrix;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.HostState;

/**
 * What one host puts into the conditions of one table: for each rank and threshold what its VMs need elsewhere if it fails,
 * and the room of its own that would go with it. A cell is {@code rank * thresholds().length + threshold}.
 */
interface Measure {

    /** The demands counted. */
    DemandSet demandSet();

    /** The thresholds of the conditions, powers of two, ascending, at least one. */
    int[] thresholds();

    /** What VMs need, by demand. */
    NeedMatrix needs();

    /** Adds the host's room to each cell. */
    void addRoom(HostState host, int[] room);
}

/**
 * Decides: whether a VM is admitted ({@link Admission}), whether one changes what it has ({@link Change}), who gets which
 * VFs after a failure ({@link Failover}), and whether the reserve holds ({@link Examiner}). Start at {@link Admission}.
 *
 * <h2>Outages</h2>
 *
 * While f hosts are down, two things must hold after an admission: k &minus; f more of the hosts that are up may fail, and
 * when all are back any k may. The second implies the first, as the sets of failures that have the f hosts in them, so it is
 * the one that is asked; the first alone would promise VFs that aren't there once the large host of a mixed cluster may fail
 * again. With more than k down nothing is admitted. VMs displaced in one outage are placed anew together with those of the
 * next failure if need be, since placing them one failure at a time can strand somebody whom the promise included.
 *
 * <h2>Hosts that leave</h2>
 *
 * A host may leave, and may as well stay. An admission must be right in both cases: with the host as a member like the others,
 * and with what is free on it as no room. Both have the same hosts and the same k. The second implies the first: whoever has
 * found room on the other hosts finds it there also if there is more elsewhere. So the second is the one that is asked, as it is
 * for a cordoned host. When the host has gone with no VM on it, k isn't higher, and the sets of failures are among those that
 * were asked about. A recovery isn't bound by that: what is free on a host that leaves is there to be used
 * ({@link Failover}), only after the others.
 *
 * <h2>What is tried when no condition decides</h2>
 *
 * <p>The conditions of {@link io.accelnet.plan.reserve.conditions} are asked first. Where none of them proves or refutes a
 * state, there are two last resorts:
 *
 * <ul>
 *   <li>Small clusters: each set of failures is tried, placed by the models or by a bounded search, exactly as a recovery
 *       would do it ({@link FailureEnumeration}).
 *   <li>A state that was promised: slots are whole ones, so that now and then a VM that goes takes a proof with it, in a
 *       full cluster of a hundred hosts one of some hundred. What was promised still holds: whoever survives with a VM more
 *       survives without it. So such a state is held to be proven if it would be with some VM more
 *       ({@link ProofWithOneMoreVm}), without any memory of who has gone.
 * </ul>
 */
@NullMarked
package io.accelnet.plan.reserve.decision;

import org.jspecify.annotations.NullMarked;

/**
 * The state of a fleet: hosts, ports, and what each VM holds. Start at {@link FleetState}.
 *
 * <h2>What a decision costs</h2>
 *
 * Everything that is derived from the hosts is kept and brought up to date from a {@link Journal} of which hosts changed,
 * when it is asked for: the weights of each condition ({@link io.accelnet.plan.reserve.conditions.ConditionTable}, with
 * {@link io.accelnet.plan.reserve.conditions.TopWeights} for the sum of the k largest), the free room in the order in which
 * new VMs like it ({@link io.accelnet.plan.reserve.placement.CandidateIndex}), and the bins of a recovery
 * ({@link io.accelnet.plan.reserve.placement.CachedBins}). Admitting, releasing or changing a VM, and a host's failing,
 * returning, leaving or changing its ports, touch what is known of that host, whatever the number of hosts. Only where the
 * set of demands changes that somebody has, or a host comes whose name has no gap left in the numbering, tables are made
 * anew. Derived state may be dropped at any time: no answer depends on it, or on the order in which things came to be.
 */
@NullMarked
package io.accelnet.plan.reserve.model;

import org.jspecify.annotations.NullMarked;

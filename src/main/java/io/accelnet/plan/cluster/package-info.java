/**
 * The plan of one cluster. {@link io.accelnet.plan.cluster.ClusterPlanner} is the entry. It goes through these steps, in this order:
 *
 * <ol>
 *   <li>{@code AssignmentRenewal}: each admitted VM keeps its virtual functions, or gets new ones on the node that it has moved to.
 *       VMs whose node is down or whose hardware is lost are displaced.
 *   <li>{@code FailoverPlacement}: the displaced VMs are placed anew, all together.
 *   <li>{@code InPlaceChanges}: VMs that ask for another level, or for more or fewer virtual functions, get them on their node.
 *   <li>{@code NewVmAdmission}: new VMs are admitted, the oldest first, as far as the reserve still holds.
 *   <li>{@code PodOpening} and {@code RefusedPods}: which pods that wait are opened, and to which nodes; which open ones are deleted.
 *   <li>{@code RefusalExplainer}: why VMs were refused, and what would help. The ledgers are final by then.
 *   <li>{@code ClusterReport}: the cluster's status says what was decided.
 * </ol>
 *
 * <p>The steps share a {@code PlanContext}: the {@code ClusterView} with all that is known of the cluster, the ledgers, and the
 * {@link io.accelnet.plan.reserve.Fleet}, which mirrors the ledgers and computes the reserve. {@code FleetBuilder} and
 * {@code ClusterTiers} translate nodes and levels for it.
 *
 * <p>A step decides for a VM by giving it a {@link io.accelnet.plan.vm.VmOutcome}. What takes work only to be said is left to the
 * {@code RefusalExplainer}. {@code RefusalMessages} and the classes beside it put refusals into words.
 */
@NullMarked
package io.accelnet.plan.cluster;

import org.jspecify.annotations.NullMarked;

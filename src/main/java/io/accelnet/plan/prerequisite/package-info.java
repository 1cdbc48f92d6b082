/**
 * The documented prerequisites of a cluster and of its nodes, one class per check. Every check looks at all nodes and reports all
 * failures; {@link io.accelnet.plan.prerequisite.ClusterChecks} has their order.
 */
@NullMarked
package io.accelnet.plan.prerequisite;

import org.jspecify.annotations.NullMarked;

/**
 * The documented prerequisites of a cluster and of its nodes, one small class per check. Every check looks at all nodes and
 * reports all that it finds; {@link io.accelnet.plan.prerequisite.ClusterChecks} has their order.
 */
@NullMarked
package io.accelnet.plan.prerequisite;

import org.jspecify.annotations.NullMarked;

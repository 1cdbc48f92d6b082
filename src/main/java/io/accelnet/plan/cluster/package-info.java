/**
 * One cluster's plan: its VMs keep what they have, follow their nodes, fail over, change in place, and only then new ones are
 * admitted. {@link io.accelnet.plan.cluster.ClusterPlanner} is the way in.
 */
@NullMarked
package io.accelnet.plan.cluster;

import org.jspecify.annotations.NullMarked;

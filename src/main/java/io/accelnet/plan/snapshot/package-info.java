/** What the planner knows: the cluster's objects at one moment, as plain records. */
@NullMarked
package io.accelnet.plan.snapshot;

import org.jspecify.annotations.NullMarked;

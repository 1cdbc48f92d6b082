/** Tests of what the planner sees. */
@NullMarked
package io.accelnet.plan.snapshot;

import org.jspecify.annotations.NullMarked;

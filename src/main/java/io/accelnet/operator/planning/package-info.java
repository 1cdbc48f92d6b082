/**
 * From what the caches show to what is to be written: when a plan is made, from what, and in which order its changes are
 * handed out. {@link io.accelnet.operator.planning.PlanService} is the place to start.
 */
@NullMarked
package io.accelnet.operator.planning;

import org.jspecify.annotations.NullMarked;

/** A small world in which the planner lives through many random events, and the promises that must hold in it. */
@NullMarked
package io.accelnet.plan.simulation;

import org.jspecify.annotations.NullMarked;

/** Simulations: the planner decides after each of many random events, and tests check what must hold. */
@NullMarked
package io.accelnet.plan.simulation;

import org.jspecify.annotations.NullMarked;

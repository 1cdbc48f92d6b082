/** What the planner decides, as plain records: for each object its conditions, its virtual functions and its counts. */
@NullMarked
package io.accelnet.plan.outcome;

import org.jspecify.annotations.NullMarked;

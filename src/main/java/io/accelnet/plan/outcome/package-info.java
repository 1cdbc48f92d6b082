/** What the planner answers: for each object the findings, the assignments and the sums, as plain records. */
@NullMarked
package io.accelnet.plan.outcome;

import org.jspecify.annotations.NullMarked;

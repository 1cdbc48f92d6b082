/** The planner's own values. */
@NullMarked
package io.accelnet.plan;

import org.jspecify.annotations.NullMarked;

/** From what the API server stores to what the planner reads. Decides nothing. */
@NullMarked
package io.accelnet.operator.gather;

import org.jspecify.annotations.NullMarked;

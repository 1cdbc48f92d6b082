/** Others who answer a part of the same question, at work on the same numbers. */
@NullMarked
package io.accelnet.plan.reserve.bench.peer;

import org.jspecify.annotations.NullMarked;

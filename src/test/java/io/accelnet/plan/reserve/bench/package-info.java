/** What the reserve costs, beside baselines and peers of the same run. {@code make bench} runs it. */
@NullMarked
package io.accelnet.plan.reserve.bench;

import org.jspecify.annotations.NullMarked;

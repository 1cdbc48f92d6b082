/**
 * Says what is short, what would admit a VM that is refused, and how many more VMs there is room for. Every number comes
 * from asking the question again with something changed. Start at {@link Explainer}; the sums of a cluster begin at
 * {@link SumsCalculator}.
 */
@NullMarked
package io.accelnet.plan.reserve.explanation;

import org.jspecify.annotations.NullMarked;

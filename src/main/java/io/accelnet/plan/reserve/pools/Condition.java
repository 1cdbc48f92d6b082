package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import java.util.List;

/**
 * One condition: {@code scale} times the bundles that are free on all hosts, less the largest weights, are no less than what is
 * lost in the rounding. The weight of a host is {@code scale} times its free bundles, and {@code lost} for each of its VMs.
 *
 * @param group the group whose VMs it is about; without any there is nothing to hold
 * @param bundle the demand whose bundles are counted
 * @param slots the number of the way in which they are counted
 * @param scale what one bundle counts
 * @param lost by group, what each VM there counts
 * @param rounding by group, what is lost if it has VMs: those that are placed together may be one less than a multiple
 */
record Condition(int group, Demand bundle, int slots, int scale, List<Integer> lost, List<Integer> rounding) {
    Condition {
        lost = List.copyOf(lost);
        rounding = List.copyOf(rounding);
    }
}

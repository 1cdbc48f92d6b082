package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the conditions that prove if all of them hold, for each order, and those each of which refutes if it fails. */
final class ConditionFinder {

    private final DemandGroups groups;
    private final Losses losses;
    private final List<SlotSize> slotSizes;

    ConditionFinder(DemandGroups groups, Losses losses, List<SlotSize> slotSizes) {
        this.groups = groups;
        this.losses = losses;
        this.slotSizes = slotSizes;
    }

    /** Those that prove together that VMs which are placed in this order find room. */
    List<Condition> proving(PlacementOrder order, int slots) {
        List<Integer> inOrder = IntStream.range(0, groups.count())
                .boxed()
                .sorted(Comparator.comparing(groups::demand, order.comparator()))
                .toList();
        List<Condition> conditions = new ArrayList<>();
        for (int place = 0; place < inOrder.size(); place++) {
            conditions.add(proving(order, inOrder.subList(0, place + 1), slots));
        }
        return conditions;
    }

    /** That of the last of some groups, given that those before have found room. */
    private Condition proving(PlacementOrder order, List<Integer> inOrder, int slots) {
        int last = inOrder.getLast();
        Demand bundle = order.bundle(groups.demand(last));
        List<Integer> lost = new ArrayList<>(Collections.nCopies(groups.count(), 0));
        List<Integer> rounding = new ArrayList<>(lost);
        for (int group : inOrder) {
            int pack = order.pack(groups.demand(group));
            Demand taken = PlacementOrder.pack(groups.demand(group), pack);
            int each = group == last
                    ? losses.ofItsOwn(bundle, slotSizes.get(slots))
                    : losses.atMost(taken, bundle, slotSizes.get(slots));
            // Packs are powers of two, and no larger than this.
            int scaled = each * (order.together() / pack);
            lost.set(group, scaled);
            rounding.set(group, scaled * (pack - 1));
        }
        return new Condition(last, bundle, slots, order.together(), lost, rounding);
    }

    /** One for each group. */
    List<Condition> refuting() {
        List<Condition> conditions = new ArrayList<>();
        for (int group = 0; group < groups.count(); group++) {
            Demand bundle = groups.demand(group);
            conditions.add(new Condition(
                    group,
                    bundle,
                    0,
                    1,
                    groups.demands().stream()
                            .map(each -> losses.atLeast(each, bundle))
                            .toList(),
                    Collections.nCopies(groups.count(), 0)));
        }
        return conditions;
    }
}

package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the conditions that prove if all of them hold, for each order, and those each of which refutes if it fails. */
final class ConditionFinder {

    private final List<Demand> groups;
    private final Losses losses;
    private final List<SlotSize> slotSizes;

    ConditionFinder(List<Demand> groups, Losses losses, List<SlotSize> slotSizes) {
        this.groups = groups;
        this.losses = losses;
        this.slotSizes = slotSizes;
    }

    /** Those that prove together that VMs which are placed in this order find room. */
    List<Condition> proving(PlacementOrder order, int slots) {
        List<Integer> inOrder = IntStream.range(0, groups.size())
                .boxed()
                .sorted(Comparator.comparing(groups::get, order.comparator()))
                .toList();
        List<Pack> packs = groups.stream().map(demand -> Pack.of(demand, order)).toList();
        List<Condition> conditions = new ArrayList<>();
        for (int place = 0; place < inOrder.size(); place++) {
            conditions.add(proving(order, inOrder.subList(0, place + 1), packs, slots));
        }
        return conditions;
    }

    /**
     * VMs that are placed together.
     *
     * @param vms how many
     * @param taken what they take
     */
    private record Pack(int vms, Demand taken) {
        static Pack of(Demand demand, PlacementOrder order) {
            int vms = order.pack(demand);
            return new Pack(vms, PlacementOrder.pack(demand, vms));
        }
    }

    /** That of the last of some groups, given that those before have found room. */
    private Condition proving(PlacementOrder order, List<Integer> inOrder, List<Pack> packs, int slots) {
        int last = inOrder.getLast();
        Demand bundle = order.bundle(groups.get(last));
        List<Integer> lost = new ArrayList<>(Collections.nCopies(groups.size(), 0));
        List<Integer> rounding = new ArrayList<>(lost);
        for (int group : inOrder) {
            int pack = packs.get(group).vms();
            int each = group == last
                    ? losses.ofItsOwn(bundle, slotSizes.get(slots))
                    : losses.atMost(packs.get(group).taken(), bundle, slotSizes.get(slots));
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
        for (int group = 0; group < groups.size(); group++) {
            Demand bundle = groups.get(group);
            conditions.add(new Condition(
                    group,
                    bundle,
                    0,
                    1,
                    groups.stream().map(each -> losses.atLeast(each, bundle)).toList(),
                    Collections.nCopies(groups.size(), 0)));
        }
        return conditions;
    }
}

package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The conditions of {@link io.accelnet.plan.reserve.pools} for some groups of demands: those of each order, which prove, and those that
 * refute. They say nothing of what hosts have, so they stay the same as long as there are the same groups.
 */
final class ConditionSet {

    /** So many conditions are enough: with more of them, the pools aren't tried in further orders. Each host has a weight for each. */
    private static final int MOST_CONDITIONS = 500;

    /** What is counted for what a condition says of one group. */
    private static final long STEPS_PER_GROUP = 8;

    /**
     * What conditions follow from.
     *
     * @param demands those of the groups, in order
     * @param binding the pools where queue pairs may run out first
     * @param ordersOfPools in which orders pools are tried
     */
    record About(List<Demand> demands, Set<Integer> binding, List<List<Integer>> ordersOfPools) {
        About {
            demands = List.copyOf(demands);
            binding = Set.copyOf(binding);
            ordersOfPools = List.copyOf(ordersOfPools);
        }
    }

    /**
     * Conditions that prove together.
     *
     * @param order the order in which VMs are placed
     * @param conditions their numbers
     */
    record Proof(PlacementOrder order, List<Integer> conditions) {}

    private final List<Condition> conditions = new ArrayList<>();
    private final Map<Condition, Integer> numbers = new HashMap<>();
    private final List<Proof> proofs = new ArrayList<>();
    private final Set<List<Integer>> proven = new HashSet<>();
    private final List<Integer> refutations;

    /**
     * Works them out.
     *
     * @param losses what one VM takes from others, in these pools
     */
    ConditionSet(About about, Losses losses, Tiers tiers, WorkBudget work) {
        List<SlotSize> slotSizes = losses.slotSizes();
        ConditionFinder finder = new ConditionFinder(about.demands(), losses, slotSizes);
        int groups = about.demands().size();
        int largest =
                about.demands().stream().mapToInt(PlacementOrder::size).max().orElse(1);
        for (List<Integer> pools : about.ordersOfPools()) {
            if (conditions.size() < MOST_CONDITIONS) {
                List<PlacementOrder> orders = PlacementOrder.upTo(largest, tiers.count(), pools);
                addProofs(orders, slotSizes.size(), finder);
                work.spend(STEPS_PER_GROUP * orders.size() * slotSizes.size() * groups * groups);
            }
        }
        this.refutations = finder.refuting().stream().map(this::number).toList();
    }

    /** Orders that come to the same conditions are one proof. */
    private void addProofs(List<PlacementOrder> orders, int slotSizes, ConditionFinder finder) {
        for (int slots = 0; slots < slotSizes; slots++) {
            for (PlacementOrder order : orders) {
                List<Integer> together =
                        finder.proving(order, slots).stream().map(this::number).toList();
                if (proven.add(together)) {
                    proofs.add(new Proof(order, together));
                }
            }
        }
    }

    private int number(Condition condition) {
        return numbers.computeIfAbsent(condition, first -> {
            conditions.add(first);
            return conditions.size() - 1;
        });
    }

    /** All of them; where each is in the list is its number. */
    List<Condition> conditions() {
        return conditions;
    }

    List<Proof> proofs() {
        return proofs;
    }

    /** The numbers of those each of which refutes if it fails. */
    List<Integer> refutations() {
        return refutations;
    }
}

package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the distinct demands, so that hosts count VMs by class. The order of numbers means nothing. */
public final class DemandClasses {

    private static final int UNKNOWN = -1;

    private final List<Demand> demands = new ArrayList<>();
    /** By tier and number of VFs, of VMs that need VFs of the first pool on any ports. */
    private int[][] numbers = {};
    /** Those of all others. */
    private final Map<Demand, Integer> numbersOfOthers = new HashMap<>();

    public int number(Demand demand) {
        if (demand.differentPorts() || demand.ofPools().size() > 1) {
            return numbersOfOthers.computeIfAbsent(demand, other -> {
                demands.add(other);
                return demands.size() - 1;
            });
        }
        int tier = demand.tier();
        int functions = demand.virtualFunctions();
        if (tier < numbers.length && functions < numbers[tier].length && numbers[tier][functions] != UNKNOWN) {
            return numbers[tier][functions];
        }
        return add(demand);
    }

    private int add(Demand demand) {
        int before = numbers.length;
        if (demand.tier() >= before) {
            numbers = Arrays.copyOf(numbers, demand.tier() + 1);
            Arrays.fill(numbers, before, numbers.length, new int[0]);
        }
        int[] ofTier = numbers[demand.tier()];
        if (demand.virtualFunctions() >= ofTier.length) {
            int[] longer = new int[demand.virtualFunctions() + 1];
            Arrays.fill(longer, UNKNOWN);
            System.arraycopy(ofTier, 0, longer, 0, ofTier.length);
            numbers[demand.tier()] = longer;
        }
        numbers[demand.tier()][demand.virtualFunctions()] = demands.size();
        demands.add(demand);
        return demands.size() - 1;
    }

    public Demand demand(int number) {
        return demands.get(number);
    }

    public int count() {
        return demands.size();
    }
}

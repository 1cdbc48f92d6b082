package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the distinct demands, so that hosts count VMs by class. The order of numbers means nothing. */
final class DemandClasses {

    private final Map<Demand, Integer> numbers = new HashMap<>();
    private final List<Demand> demands = new ArrayList<>();

    int number(Demand demand) {
        Integer known = numbers.putIfAbsent(demand, demands.size());
        if (known != null) {
            return known;
        }
        demands.add(demand);
        return demands.size() - 1;
    }

    Demand demand(int number) {
        return demands.get(number);
    }

    int count() {
        return demands.size();
    }
}

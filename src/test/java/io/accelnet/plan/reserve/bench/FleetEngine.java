package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The reserve as the planner uses it, with names, and a decision that can be explained. */
final class FleetEngine implements Engine {

    private final Fleet fleet;
    private final List<String> names;

    FleetEngine(Fleet fleet, int newVms) {
        this.fleet = fleet;
        this.names =
                IntStream.range(0, newVms).mapToObj(number -> "new-" + number).toList();
    }

    @Override
    public boolean admit(int vm, Demand demand) {
        return fleet.admit(names.get(vm), demand, Optional.empty()) instanceof Decision.Admitted;
    }

    @Override
    public void release(int vm) {
        fleet.release(names.get(vm));
    }
}

package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Demand;
import java.util.stream.IntStream;

/** VMs that come and go: each pair of steps removes the oldest new VM and admits another. */
final class Turnover {

    private static final int FEWEST = 5;
    private static final int MOST = 255;

    private final Engine engine;
    private final Demand[] demands;
    private int next;
    private int wanted;
    private final int newVms;

    /** @throws IllegalStateException if the cluster is too full for its new VMs */
    Turnover(Scenario scenario, Engine engine) {
        this.engine = engine;
        this.newVms = newVms(scenario.nodes);
        this.demands = IntStream.range(0, 420)
                .mapToObj(number -> Scenario.newVm(scenario.kind, number))
                .toArray(Demand[]::new);
        for (int vm = 0; vm < newVms; vm++) {
            admit(vm);
        }
    }

    /** How many new VMs there are at any time: no more than the reserve leaves room for, wherever they are put. */
    static int newVms(int nodes) {
        return Math.clamp(nodes / 12, FEWEST, MOST);
    }

    /** @throws IllegalStateException if the VM isn't admitted */
    void pair() {
        engine.release(next);
        admit(next);
        next = next + 1 == newVms ? 0 : next + 1;
    }

    private void admit(int vm) {
        if (!engine.admit(vm, demands[wanted])) {
            throw new IllegalStateException(demands[wanted] + " was refused");
        }
        wanted = wanted + 1 == demands.length ? 0 : wanted + 1;
    }
}

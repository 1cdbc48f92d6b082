package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What decisions cost at 100 hosts. Prints; the limits are loose, since the machine that builds may be busy. */
class CostTest {

    private static final int HOSTS = 100;
    private static final int MACHINES = 1_000;

    private static List<Host> hosts(int failedUpTo, int queuePairs) {
        List<Host> hosts = new ArrayList<>();
        for (int index = 0; index < HOSTS; index++) {
            Port one = new Port("eth0", 32, queuePairs, index % 3 == 0 ? 2 : 4);
            Port two = new Port("eth1", 32, queuePairs, index % 3 == 0 ? 2 : 4);
            hosts.add(new Host("host-" + (1000 + index), index < failedUpTo, false, List.of(one, two)));
        }
        return hosts;
    }

    /** Of this thread alone: others on the machine don't count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Demand demand(int vm) {
        return new Demand(1 << vm % 3, vm / 3 % 3);
    }

    private static long admitAll(Fleet fleet, Map<String, Placement> placements) {
        long start = cpu();
        for (int vm = 0; vm < MACHINES; vm++) {
            if (fleet.admit("vm-" + vm, demand(vm), Optional.empty())
                    instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
                placements.put("vm-" + vm, new Placement(host, split));
            }
        }
        return (cpu() - start) / MACHINES / 1_000;
    }

    private static void measure(String what, int queuePairs) {
        Tiers tiers = new Tiers(List.of(1, 2, 4));
        for (int round = 0; round < 4; round++) {
            Fleet fleet = Fleet.of(tiers, HOSTS / 2, hosts(0, queuePairs));
            Map<String, Placement> placements = new LinkedHashMap<>();
            long decision = admitAll(fleet, placements);
            long start = cpu();
            Sums sums = fleet.sums();
            long summed = (cpu() - start) / 1_000;
            start = cpu();
            Explanation explanation = fleet.explain(new Demand(8, 2), Optional.empty());
            long explained = (cpu() - start) / 1_000;
            Fleet after = Fleet.of(tiers, HOSTS / 2, hosts(10, queuePairs));
            placements.forEach((vm, placement) -> after.hold(
                    vm, placement.host(), demand(Integer.parseInt(vm.substring(3))), placement.functionsPerPort()));
            List<Displaced> displaced = placements.entrySet().stream()
                    .filter(entry -> entry.getValue().host().compareTo("host-1010") < 0)
                    .map(entry -> new Displaced(
                            entry.getKey(),
                            demand(Integer.parseInt(entry.getKey().substring(3))),
                            Optional.empty()))
                    .toList();
            start = cpu();
            Recovery recovery = after.recover(displaced);
            long recovered = (cpu() - start) / 1_000;
            System.out.printf(
                    "%s: %d of %d admitted, %d us a decision; sums %d us; explanation %d us; %d VMs of 10 hosts placed anew in %d us%n",
                    what, placements.size(), MACHINES, decision, summed, explained, displaced.size(), recovered);
            assertThat(recovery.unplaced()).isEmpty();
            assertThat(decision).isLessThan(5_000);
            assertThat(explanation.decision()).isNotNull();
            assertThat(sums.hosts()).isEqualTo(HOSTS);
        }
    }

    @Test
    void functionsBind() {
        measure("VFs bind", Port.UNBOUNDED);
    }

    @Test
    void bothBind() {
        measure("both bind", 48);
    }
}

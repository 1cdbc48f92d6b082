package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clusters too large to try everything: filled until hardly anybody else is admitted though some go, then hosts fail one after another, as many as
 * are tolerated, and everybody must have VFs after each. A run prints its seed; {@code -Dreserve.seed=...} repeats it.
 */
class LargeClusterTest {

    private static final long SEED = Long.getLong("reserve.seed", System.nanoTime());

    enum Kind {
        FUNCTIONS_BIND,
        QUEUE_PAIRS_BIND,
        BOTH_BIND
    }

    private final Random random = new Random(SEED);
    private final Tiers tiers = new Tiers(List.of(1, 2, 4));
    private final Map<String, Demand> demands = new HashMap<>();

    @ParameterizedTest
    @EnumSource
    void keepsItsPromiseWhenFull(Kind kind) {
        System.out.println(kind + ", -Dreserve.seed=" + SEED);
        for (int round = 0; round < 40; round++) {
            List<Host> hosts = hosts(kind, 5 + random.nextInt(25));
            int failures = random.nextInt(hosts.size() / 2 + 1);
            demands.clear();
            failOneByOne(hosts, failures, filled(hosts, failures));
        }
    }

    private List<Host> hosts(Kind kind, int count) {
        List<Host> hosts = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            List<Port> ports = new ArrayList<>();
            for (int port = 0; port < 1 + random.nextInt(2); port++) {
                int functions = random.nextInt(40);
                int pairs = switch (kind) {
                    case FUNCTIONS_BIND -> Port.UNBOUNDED;
                    case QUEUE_PAIRS_BIND -> functions;
                    case BOTH_BIND -> random.nextInt(4 * functions + 1);
                };
                ports.add(new Port("port" + port, functions, pairs, 1 << random.nextInt(3)));
            }
            hosts.add(new Host("host" + index, false, false, ports));
        }
        return hosts;
    }

    private Map<String, Placement> filled(List<Host> hosts, int failures) {
        Fleet fleet = Fleet.of(tiers, failures, hosts);
        Map<String, Placement> placements = new HashMap<>();
        for (int refused = 0, vm = 0; refused < 30; vm++) {
            Demand demand = new Demand(1 + random.nextInt(random.nextInt(8) + 1), random.nextInt(3));
            Optional<String> pinned =
                    random.nextInt(3) == 0 ? Optional.of("host" + random.nextInt(hosts.size())) : Optional.empty();
            if (fleet.admit("vm" + vm, demand, pinned)
                    instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
                placements.put("vm" + vm, new Placement(host, split));
                demands.put("vm" + vm, demand);
            } else {
                refused++;
                // One goes, and leaves room that the next may not be able to use.
                String gone = "vm" + random.nextInt(vm + 1);
                fleet.release(gone);
                placements.remove(gone);
            }
        }
        return placements;
    }

    private void failOneByOne(List<Host> hosts, int failures, Map<String, Placement> placements) {
        List<Host> now = new ArrayList<>(hosts);
        Set<String> displaced = new HashSet<>();
        for (int failed = 0; failed < failures; failed++) {
            int index = random.nextInt(now.size());
            Host host = now.get(index);
            now.set(index, new Host(host.name(), true, false, host.ports()));
            placements.forEach((vm, placement) -> {
                if (placement.host().equals(host.name())) {
                    displaced.add(vm);
                }
            });
            Fleet fleet = Fleet.of(tiers, failures, now);
            placements.forEach(
                    (vm, placement) -> fleet.hold(vm, placement.host(), demand(vm), placement.functionsPerPort()));
            Recovery recovery = fleet.recover(displaced.stream()
                    .sorted()
                    .map(vm -> new Displaced(vm, demand(vm), Optional.empty()))
                    .toList());
            assertThat(recovery.unplaced()).isEmpty();
            assertThat(recovery.placements().keySet()).isEqualTo(displaced);
            placements.putAll(recovery.placements());
            checkCapacity(now, placements);
        }
    }

    private Demand demand(String vm) {
        return demands.getOrDefault(vm, new Demand(1, 0));
    }

    private void checkCapacity(List<Host> hosts, Map<String, Placement> placements) {
        for (Host host : hosts) {
            for (Port port : host.ports()) {
                int functions = 0;
                long pairs = 0;
                for (Map.Entry<String, Placement> entry : placements.entrySet()) {
                    int count = entry.getValue().functionsPerPort().getOrDefault(port.name(), 0);
                    if (entry.getValue().host().equals(host.name()) && count > 0) {
                        assertThat(host.down()).isFalse();
                        functions += count;
                        int each = tiers.queuePairs(demand(entry.getKey()).tier());
                        assertThat(each).isLessThanOrEqualTo(port.maxQueuePairsPerFunction());
                        pairs += (long) count * each;
                    }
                }
                assertThat(functions).isLessThanOrEqualTo(port.virtualFunctions());
                assertThat(pairs).isLessThanOrEqualTo(port.queuePairs());
            }
        }
    }
}

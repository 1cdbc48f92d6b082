package io.accelnet.plan.reserve.bench.peer;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.Verdict;
import io.accelnet.plan.reserve.bench.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A small cluster of unequal hosts, one tier, VMs of 1, 2 or 4 VFs on random hosts. In half of them as many hosts as may fail
 * are empty, as an administrator would leave them who dedicates hosts to failover.
 *
 * @param failures how many hosts may fail
 * @param capacity VFs of each host
 * @param sizes by host, the VFs of each VM there
 */
record RandomState(int failures, List<Integer> capacity, List<List<Integer>> sizes) {

    private static final int[] CAPACITIES = {8, 16, 32, 64};
    private static final int[] SIZES = {1, 1, 2, 4};
    private static final int FEWEST_HOSTS = 3;
    private static final int MOST_HOSTS = 6;

    static RandomState of(Random random) {
        int hosts = random.nextInt(FEWEST_HOSTS, MOST_HOSTS + 1);
        int failures = random.nextInt(1, hosts / 2 + 1);
        List<Integer> order = new ArrayList<>(IntStream.range(0, hosts).boxed().toList());
        Collections.shuffle(order, random);
        List<Integer> users = random.nextBoolean() ? order : order.subList(failures, hosts);
        int[] free = new int[hosts];
        Arrays.setAll(free, host -> CAPACITIES[random.nextInt(CAPACITIES.length)]);
        List<Integer> capacity = IntStream.of(free).boxed().toList();
        List<List<Integer>> sizes = IntStream.range(0, hosts)
                .<List<Integer>>mapToObj(host -> new ArrayList<>())
                .toList();
        // Neither so empty nor so full that every rule says the same.
        double load = random.nextDouble(0.2, 1.2) * (hosts - failures) / hosts;
        for (int missing = (int) (load * IntStream.of(free).sum()), tries = 0; missing > 0 && tries < 1_000; tries++) {
            int host = users.get(random.nextInt(users.size()));
            int size = SIZES[random.nextInt(SIZES.length)];
            if (free[host] >= size) {
                free[host] -= size;
                missing -= size;
                sizes.get(host).add(size);
            }
        }
        return new RandomState(failures, capacity, sizes);
    }

    int hosts() {
        return capacity.size();
    }

    int used(int host) {
        return sizes.get(host).stream().mapToInt(Integer::intValue).sum();
    }

    /** Every set of failures, each as a packing that CP-SAT does or proves impossible. */
    boolean survives() {
        return everySet(0, failures, new boolean[hosts()]);
    }

    private boolean everySet(int from, int missing, boolean[] failed) {
        if (missing == 0) {
            return survives(failed);
        }
        for (int host = from; host <= hosts() - missing; host++) {
            failed[host] = true;
            boolean survived = everySet(host + 1, missing - 1, failed);
            failed[host] = false;
            if (!survived) {
                return false;
            }
        }
        return true;
    }

    private boolean survives(boolean[] failed) {
        Map<Demand, Integer> displaced = new LinkedHashMap<>();
        List<Scenario.Left> left = new ArrayList<>();
        for (int host = 0; host < hosts(); host++) {
            if (failed[host]) {
                sizes.get(host).forEach(size -> displaced.merge(new Demand(size, 0), 1, Integer::sum));
            } else {
                left.add(new Scenario.Left(capacity.get(host) - used(host), 0));
            }
        }
        return new CpSat(left).fits(displaced);
    }

    /** What the fleet says of it. */
    boolean holds() {
        List<Host> members = IntStream.range(0, hosts())
                .mapToObj(host -> Host.up("host-" + host, new Port("p", capacity.get(host), Port.UNBOUNDED, 1)))
                .toList();
        Fleet fleet = Fleet.of(new Tiers(List.of(1)), failures, members);
        for (int host = 0; host < hosts(); host++) {
            for (int vm = 0; vm < sizes.get(host).size(); vm++) {
                int size = sizes.get(host).get(vm);
                fleet.hold("vm-" + host + "-" + vm, "host-" + host, new Demand(size, 0), Map.of("p", size));
            }
        }
        return fleet.verdict() instanceof Verdict.Holds;
    }
}

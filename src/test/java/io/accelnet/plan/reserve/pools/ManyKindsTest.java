package io.accelnet.plan.reserve.pools;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.PoolFleet;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.WorkBudget.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Conditions for many kinds of demands take long to find, and each new kind takes some of its own. */
class ManyKindsTest {
    private static final int POOLS = 3;
    private static final int HOSTS = 8;

    private final WorkBudget work = new WorkBudget();
    private final PoolFleet fleet = PoolFleet.of(
            new Tiers(List.of(1, 2, 4)),
            2,
            POOLS,
            IntStream.range(0, HOSTS).mapToObj(ManyKindsTest::host).toList(),
            work);

    private static Host host(int number) {
        return Host.up(
                "h" + number,
                IntStream.range(0, POOLS)
                        .mapToObj(pool -> new Port("p" + pool, 130, 195, 8, pool))
                        .toArray(Port[]::new));
    }

    /** All are unlike. */
    private static List<Demand> kinds(int number) {
        List<Demand> kinds = new ArrayList<>();
        for (int kind = 0; kind < number; kind++) {
            List<Integer> ofPools = List.of(1 + kind % 4, kind / 4 % 4, 1 + kind / 16 % 4);
            int functions = ofPools.stream().mapToInt(Integer::intValue).sum();
            kinds.add(new Demand(functions, kind % 3, ofPools, false));
        }
        return kinds;
    }

    private void hold(List<Demand> kinds) {
        for (int vm = 0; vm < kinds.size(); vm++) {
            Map<String, Integer> functions = new TreeMap<>();
            for (int pool = 0; pool < POOLS; pool++) {
                if (kinds.get(vm).ofPool(pool) > 0) {
                    functions.put("p" + pool, kinds.get(vm).ofPool(pool));
                }
            }
            fleet.hold("vm" + vm, "h" + vm % HOSTS, kinds.get(vm), functions);
        }
    }

    private List<Decision> admit(List<Demand> kinds, Share share) {
        return work.within(
                share,
                () -> kinds.stream()
                        .map(kind -> {
                            Decision decision = fleet.admit("new", kind, Optional.empty());
                            fleet.release("new");
                            return decision;
                        })
                        .toList());
    }

    @Test
    void whoseShareIsUsedUpHasNoConditionsFoundForAKindMore() {
        List<Demand> kinds = kinds(60);
        hold(kinds.subList(0, 40));
        admit(kinds.subList(40, 41), new Share(Long.MAX_VALUE));
        long forOne = work.spent();

        List<Decision> decisions = admit(kinds.subList(41, 60), new Share(100_000));

        assertThat(decisions.getLast()).isInstanceOf(Decision.Unproven.class);
        assertThat(work.spent() - forOne).isLessThan(2 * forOne);
    }

    @Test
    void withEnoughWorkEachIsDecided() {
        List<Demand> kinds = kinds(24);
        hold(kinds.subList(0, 20));

        assertThat(admit(kinds.subList(20, 24), new Share(Long.MAX_VALUE)))
                .allSatisfy(decision -> assertThat(decision).isInstanceOf(Decision.Admitted.class));
    }
}

package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A full cluster where VFs and queue pairs both bind, in which VMs come and go: with slots rounded to whole ones, a VM that
 * goes can take the proof with it that the others' promise was made by. The promise holds all the same, and is kept.
 */
class DeparturesTest {

    private static final int HOSTS = 100;
    private static final int DEPARTURES = 200;
    private static final int OUTAGES = 40;

    private final Random random = new Random();

    /** The second is a cluster in which the models alone would leave VMs out after some outages. */
    @ParameterizedTest
    @ValueSource(longs = {2, 20})
    void whoGoesTakesNobodysPromiseAlong(long seed) {
        depart(seed, (index, held) -> {
            for (int outage = 0; outage < OUTAGES; outage++) {
                assertThatNobodyIsLeftOut(index, held, worst(index.state()));
            }
        });
    }

    @Test
    void whatAVmMoreProvesIsProven() {
        List<Boolean> proven = new ArrayList<>();
        depart(
                20,
                (index, held) -> proven.add(new Examiner(index)
                        .examinePromised(Scope.UP, index.state().failures())
                        .holds()));
        // Where several VMs have gone since the last proof, one more may not do.
        assertThat(proven).hasSizeGreaterThan(4).filteredOn(holds -> holds).hasSizeGreaterThan(proven.size() * 3 / 4);
    }

    /** Fills a cluster, lets VMs go from it and others come, and shows it whenever the tables prove nothing. */
    private void depart(long seed, BiConsumer<FleetIndex, List<Holding>> unproven) {
        random.setSeed(seed);
        int failures = 2 + random.nextInt(HOSTS / 2);
        FleetState state = new FleetState(new Tiers(List.of(1, 2, 4)), failures, hosts());
        FleetIndex index = new FleetIndex(state);
        List<Holding> held = new ArrayList<>();
        int[] sizes = {1, 1, 1, 1, 2, 2, 4, random.nextInt(2) == 0 ? 3 : 4};
        int[] tiers = {0, 0, 1, 1, 2};
        for (int vm = 0, departed = 0; departed < DEPARTURES; vm++) {
            Demand demand = new Demand(sizes[random.nextInt(sizes.length)], tiers[random.nextInt(tiers.length)]);
            String name = "vm" + vm;
            if (new Admission(index, demand, failures).admit(name, Optional.empty()) instanceof Decision.Admitted) {
                held.add(state.holding(name).orElseThrow());
                continue;
            }
            for (int left = 1 + random.nextInt(3); left > 0; left--, departed++) {
                state.release(held.remove(random.nextInt(held.size())).vm());
                if (!new Examiner(index).isProvenByTables(Scope.ALL, failures)) {
                    unproven.accept(index, held);
                }
            }
        }
    }

    private List<Host> hosts() {
        List<Host> hosts = new ArrayList<>();
        boolean two = random.nextBoolean();
        int shared = 16 + random.nextInt(64);
        for (int index = 0; index < HOSTS; index++) {
            int functions = random.nextInt(4) == 0 ? 16 + random.nextInt(64) : shared;
            int pairs = functions + random.nextInt(3 * functions);
            Port first = new Port("port0", functions, random.nextInt(3) == 0 ? pairs : 2 * functions, 4);
            Port second = new Port("port1", 16, 32, random.nextInt(4) == 0 ? 2 : 4);
            hosts.add(Host.up("n" + (1000 + index), two ? new Port[] {first, second} : new Port[] {first}));
        }
        return hosts;
    }

    /** Those that have most, with VMs of each tier and free VFs weighed by chance. */
    private List<HostState> worst(FleetState state) {
        int[] byTier = {random.nextInt(5), random.nextInt(5), random.nextInt(9)};
        int free = random.nextInt(5) - 1;
        List<HostState> order = new ArrayList<>(state.hosts());
        Collections.shuffle(order, random);
        order.sort(Comparator.comparingInt(host -> -weight(state, host, byTier, free)));
        return List.copyOf(order.subList(0, state.failures()));
    }

    private static int weight(FleetState state, HostState host, int[] byTier, int free) {
        int weight = 0;
        for (int number = 0; number < state.classes().count(); number++) {
            Demand demand = state.classes().demand(number);
            weight += host.vms(number) * demand.virtualFunctions() * byTier[demand.tier()];
        }
        for (PortState port : host.ports()) {
            weight += port.freeFunctions() * free;
        }
        return weight;
    }

    private static void assertThatNobodyIsLeftOut(FleetIndex index, List<Holding> held, List<HostState> failing) {
        FleetState state = index.state();
        List<Holding> displaced =
                held.stream().filter(holding -> failing.contains(holding.on())).toList();
        List<HostAllocation> allocations = displaced.stream()
                .map(holding -> new HostAllocation(holding.on(), holding.split()))
                .toList();
        failing.forEach(
                host -> state.put(new Host(host.name(), true, false, host.host().ports())));
        Recovery recovery = new Failover(
                        state,
                        () -> new JointPlacing(index),
                        displaced.stream()
                                .map(holding -> new Displaced(holding.vm(), holding.demand(), Optional.empty()))
                                .toList())
                .recover();
        assertThat(recovery.unplaced()).isEmpty();
        for (int place = 0; place < displaced.size(); place++) {
            Holding holding = displaced.get(place);
            assertThat(holding.on().takesVms()).isTrue();
            state.move(
                    holding,
                    holding.demand(),
                    allocations.get(place).host(),
                    allocations.get(place).split());
        }
        failing.forEach(
                host -> state.put(Host.up(host.name(), host.host().ports().toArray(Port[]::new))));
    }
}

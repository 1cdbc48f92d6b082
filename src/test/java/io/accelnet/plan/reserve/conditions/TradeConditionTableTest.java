package io.accelnet.plan.reserve.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.certificate.TradeCapacity;
import io.accelnet.plan.reserve.certificate.TradeConditions;
import io.accelnet.plan.reserve.certificate.TradeMeasure;
import io.accelnet.plan.reserve.certificate.TradeModel;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The table that is kept up to date against sums over every set of hosts. */
class TradeConditionTableTest {

    private static final List<Demand> DEMANDS = List.of(new Demand(1, 0), new Demand(2, 1), new Demand(1, 2));
    private static final int STEPS = 12;

    @Property(tries = 200)
    void saysOfEverySetOfHostsWhatTheLinesSay(@ForAll long seed) {
        Random random = new Random(seed);
        FleetState state = new FleetState(
                new Tiers(List.of(1, 2, 4)), random.nextInt(3), List.of(host(0, random), host(1, random)));
        DemandSet demandSet = DemandSet.of(state, DEMANDS);
        TradeModel model = new TradeModel(2, random.nextInt(2) * TradeModel.LEANS, random.nextInt(9));
        Scope scope = random.nextBoolean() ? Scope.UP : Scope.ALL;
        TradeConditionTable table = new TradeConditionTable(state, scope, demandSet, model);
        for (int step = 0; step < STEPS; step++) {
            int before = state.renumberings();
            change(state, step, random);
            // Where a name finds no gap among the numbers, all hosts get others.
            table = state.renumberings() == before ? table : new TradeConditionTable(state, scope, demandSet, model);
            for (int failures = 0; failures < 4; failures++) {
                assertThat(table.allHold(failures))
                        .as("seed %d, step %d, %d failures", seed, step, failures)
                        .isEqualTo(everySetHolds(state, scope, demandSet, model, failures));
            }
        }
    }

    private static Host host(int index, Random random) {
        int functions = random.nextInt(20);
        Port port = new Port("port0", functions, random.nextInt(4 * functions + 1), 1 << random.nextInt(3));
        return new Host("host" + index, random.nextInt(6) == 0, random.nextInt(6) == 0, List.of(port));
    }

    private static void change(FleetState state, int step, Random random) {
        String some = "host" + random.nextInt(5);
        switch (random.nextInt(4)) {
            case 0 -> state.put(host(random.nextInt(5), random));
            case 1 -> state.remove(some);
            case 2 -> state.release("vm" + random.nextInt(STEPS));
            default -> {
                Demand demand = DEMANDS.get(random.nextInt(DEMANDS.size()));
                state.hold("vm" + step, demand, some, Map.of("port0", demand.virtualFunctions()));
            }
        }
    }

    private static boolean everySetHolds(
            FleetState state, Scope scope, DemandSet demandSet, TradeModel model, int failures) {
        TradeMeasure measure = new TradeMeasure(demandSet, model);
        TradeConditions conditions = new TradeConditions(demandSet.ranks(), measure);
        List<HostState> seen = state.hosts().stream().filter(scope::includes).toList();
        List<int[]> weights = new ArrayList<>();
        List<int[]> rooms = new ArrayList<>();
        List<TradeCapacity> offers = new ArrayList<>();
        for (HostState host : seen) {
            int[] room = new int[measure.cells()];
            offers.add(measure.addRoom(host, room));
            int[] all = room.clone();
            measure.needs().addNeeds(host, all);
            rooms.add(perStaircase(conditions, room));
            weights.add(perStaircase(conditions, all));
        }
        for (TradeConditions.Line line : conditions.lines()) {
            for (int set = 0; set < 1 << seen.size(); set++) {
                long left = -line.rounding();
                for (int host = 0; host < seen.size(); host++) {
                    left += line.of(rooms.get(host), offers.get(host));
                    left -= (set >> host & 1) == 1 ? line.of(weights.get(host), offers.get(host)) : 0;
                }
                if (Integer.bitCount(set) <= failures && left < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int[] perStaircase(TradeConditions conditions, int[] perCell) {
        return Arrays.stream(conditions.staircases())
                .mapToInt(
                        cells -> Arrays.stream(cells).map(cell -> perCell[cell]).sum())
                .toArray();
    }
}

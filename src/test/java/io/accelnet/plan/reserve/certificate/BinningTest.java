package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Bins of a host, whatever the slot model: what fits by slots fits in truth. */
class BinningTest {

    private static final List<List<Integer>> SCALES =
            List.of(List.of(1, 2, 4), List.of(2, 3, 5), List.of(1, 4), List.of(1), List.of(1, 2, 4, 8));

    @Property
    void whoeverFillsTheCellsNoPortIsOvertaxed(@ForAll @IntRange(max = 4) int scale, @ForAll long seed) {
        Random random = new Random(seed);
        Tiers tiers = new Tiers(SCALES.get(scale));
        FleetState state = new FleetState(tiers, 0, List.of(host(random)));
        List<Demand> demands = IntStream.range(0, tiers.count())
                .filter(tier -> random.nextInt(4) > 0)
                .mapToObj(tier -> new Demand(1, tier))
                .toList();
        if (demands.isEmpty()) {
            return;
        }
        DemandSet demandSet = DemandSet.of(state, demands);
        HostState host = state.member("n");
        for (SlotModel model : models(demandSet)) {
            Map<PortState, int[]> taken = new HashMap<>();
            for (Bin bin : new Binning(model, demandSet).bins(host)) {
                assertThat(bin.free()).isPositive();
                for (Bin.Cell cell : bin.cells) {
                    assertThat(demandSet.servedRank(cell.port().tier())).isGreaterThanOrEqualTo(bin.rank);
                    fill(
                            cell,
                            bin.rank,
                            model,
                            demandSet,
                            random,
                            taken.computeIfAbsent(cell.port(), port -> new int[2]));
                }
            }
            taken.forEach((port, used) -> {
                assertThat(used[0]).as("%s %s", model, port.port()).isLessThanOrEqualTo(port.freeFunctions());
                assertThat(used[1]).as("%s %s", model, port.port()).isLessThanOrEqualTo(port.freeQueuePairs());
            });
        }
    }

    /** With VMs of random ranks, as many as the slots are good for. */
    private static void fill(Bin.Cell cell, int rank, SlotModel model, DemandSet demandSet, Random random, int[] used) {
        boolean typed = model.layout() == SlotModel.Layout.TYPED;
        int left = cell.slots();
        for (int tries = 0; tries < 200; tries++) {
            int relocation = random.nextInt(rank + 1);
            int cost = typed ? 1 : model.cost(relocation);
            if (cost <= left) {
                left -= cost;
                used[0]++;
                used[1] += demandSet.queuePairs(typed ? rank : relocation);
            }
        }
    }

    private static Host host(Random random) {
        List<Port> ports = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            int functions = random.nextInt(20);
            int pairs = random.nextInt(4) == 0 ? Port.UNBOUNDED : random.nextInt(3 * functions + 2);
            ports.add(new Port("port" + index, functions, pairs, random.nextInt(9)));
        }
        return Host.up("n", ports.toArray(Port[]::new));
    }

    private static List<SlotModel> models(DemandSet demandSet) {
        List<SlotModel> models = new ArrayList<>(Portfolio.whereBothBind(demandSet));
        models.add(SlotModel.uniform(demandSet, SlotModel.Layout.BY_HOST));
        models.add(SlotModel.uniform(demandSet, SlotModel.Layout.BY_PORT));
        models.addAll(Portfolio.typed(demandSet));
        return models;
    }

    /** Bins as rank: slots by port. */
    private static String bins(SlotModel model, int[] tiers, Port... ports) {
        FleetState state = new FleetState(new Tiers(List.of(1, 2, 4)), 0, List.of(Host.up("n", ports)));
        DemandSet demandSet = DemandSet.of(
                state,
                Arrays.stream(tiers).mapToObj(tier -> new Demand(1, tier)).toList());
        StringBuilder text = new StringBuilder();
        for (Bin bin : new Binning(model, demandSet).bins(state.member("n"))) {
            text.append(bin.rank).append(':');
            bin.cells.forEach(cell ->
                    text.append(' ').append(cell.port().name()).append('=').append(cell.slots()));
            text.append("; ");
        }
        return text.toString().strip();
    }

    @Test
    void portsOfOneRankAreOneBinTheLowestTierFirst() {
        SlotModel model = new SlotModel(SlotModel.Layout.BY_HOST, List.of(1));
        Port high = new Port("a", 3, Port.UNBOUNDED, 4);
        Port low = new Port("b", 2, Port.UNBOUNDED, 1);
        assertThat(bins(model, new int[] {0}, high, low)).isEqualTo("0: b=2 a=3;");
        SlotModel both = new SlotModel(SlotModel.Layout.BY_HOST, List.of(1, 1));
        assertThat(bins(both, new int[] {0, 2}, high, low)).isEqualTo("0: b=2; 1: a=3;");
    }

    @Test
    void orEachPortIsABinOfItsOwn() {
        SlotModel model = new SlotModel(SlotModel.Layout.BY_PORT, List.of(1));
        assertThat(bins(
                        model,
                        new int[] {1},
                        new Port("a", 3, Port.UNBOUNDED, 4),
                        new Port("b", 2, Port.UNBOUNDED, 2),
                        new Port("c", 2, Port.UNBOUNDED, 1),
                        new Port("d", 0, Port.UNBOUNDED, 4)))
                .isEqualTo("0: a=3; 0: b=2;");
    }

    /** One VF may cost four slots, and mustn't straddle ports: only one port keeps what four don't divide. */
    @Test
    void wherePortsCountTogetherAllButOneHaveWholeVfsOfTheLargestCost() {
        SlotModel model = new SlotModel(SlotModel.Layout.BY_HOST, List.of(1, 4));
        assertThat(bins(
                        model,
                        new int[] {0, 2},
                        new Port("a", 9, 9, 4),
                        new Port("b", 7, 7, 4),
                        new Port("c", 6, 6, 4)))
                .isEqualTo("1: a=8 b=7 c=4;");
        assertThat(bins(model, new int[] {0, 2}, new Port("a", 7, 7, 4))).isEqualTo("1: a=7;");
    }
}

package io.accelnet.plan.reserve.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.decision.Admission;
import io.accelnet.plan.reserve.decision.Examiner;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.JointPlacement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Where VFs and queue pairs both bind: slots that may be traded take no more than a port has, and keep what they promise. */
class TradedSlotsTest {

    private static final List<List<Integer>> SCALES =
            List.of(List.of(1, 2, 4), List.of(2, 3, 5), List.of(1, 4), List.of(3, 4, 9));
    /** Also such where the steps from tier to tier have something in common. */
    private static final List<List<Integer>> ALL_SCALES =
            List.of(List.of(1, 2, 4), List.of(2, 3, 5), List.of(1, 4), List.of(1, 3, 5), List.of(1, 3, 4), List.of(2));

    private static final int HOSTS = 24;

    @Property(tries = 5_000)
    void whateverIsTradedNothingIsGivenTwice(
            @ForAll @IntRange(max = 3) int scale,
            @ForAll @IntRange(max = 80) int functions,
            @ForAll @IntRange(max = 400) int pairs,
            @ForAll @IntRange(max = 9) int most,
            @ForAll @IntRange(max = 3) int exponent,
            @ForAll @IntRange(max = TradeModel.LEANS) int lean,
            @ForAll @IntRange(max = 32) int unused) {
        Division division = new Division(
                SCALES.get(scale),
                new Port("port0", functions, pairs, most),
                new TradeModel(1 << exponent, lean, unused));
        TradeCapacity capacity = division.capacity;
        for (TradeCounts trades : List.of(
                TradeCounts.NONE,
                new TradeCounts(capacity.either(), capacity.raises()),
                new TradeCounts(0, capacity.either() + capacity.raises()),
                new TradeCounts(capacity.either() / 2, (capacity.either() + 1) / 2))) {
            assertThat(capacity.share(trades)).isEqualTo(trades);
            int takenFunctions = 0;
            int takenPairs = 0;
            for (int rank = 0; rank < division.slots.length; rank++) {
                int slots = division.slots[rank] + (division.slotted.rates().change(trades, rank) << exponent);
                assertThat(slots).isNotNegative();
                assertThat(slots == 0 || division.pairs(rank) <= most).isTrue();
                takenFunctions += slots;
                takenPairs += slots * division.pairs(rank);
            }
            assertThat(takenFunctions).isLessThanOrEqualTo(functions);
            assertThat(takenPairs).isLessThanOrEqualTo(pairs);
        }
    }

    /** However they are divided, all VFs are in a slot, and no slot could be of the next rank with what is left. */
    @Property(tries = 4_000)
    void nothingIsLeftOverThatWouldDo(
            @ForAll @IntRange(max = 5) int scale,
            @ForAll @IntRange(max = 80) int functions,
            @ForAll @IntRange(max = 400) int pairs,
            @ForAll @IntRange(max = 9) int most,
            @ForAll @IntRange(max = 2) int exponent,
            @ForAll @IntRange(max = TradeModel.LEANS) int lean) {
        Division division = new Division(
                ALL_SCALES.get(scale),
                new Port("port0", functions, pairs, most),
                new TradeModel(1 << exponent, lean, 0));
        int highest = division.host.ports()[0].tier();
        int[] slots = division.slots;
        int takenFunctions = 0;
        int left = pairs;
        int widest = 0;
        for (int rank = 0; rank < slots.length; rank++) {
            takenFunctions += slots[rank];
            left -= slots[rank] * division.pairs(rank);
            widest = Math.max(widest, rank == 0 ? 0 : division.pairs(rank) - division.pairs(rank - 1));
        }
        assertThat(takenFunctions).isEqualTo(highest < 0 ? 0 : Math.min(functions, pairs / division.pairs(0)));
        if (highest >= 0 && slots[highest] < takenFunctions) {
            assertThat(left).isLessThan(widest);
        }
    }

    /** What a port offers is all that it could: with one place more there wouldn't be slots enough for what it takes. */
    @Property(tries = 4_000)
    void allThatCouldBeTradedIsOffered(
            @ForAll @IntRange(max = 5) int scale,
            @ForAll @IntRange(max = 80) int functions,
            @ForAll @IntRange(max = 400) int pairs,
            @ForAll @IntRange(max = 9) int most,
            @ForAll @IntRange(max = 2) int exponent,
            @ForAll @IntRange(max = TradeModel.LEANS) int lean) {
        Division division = new Division(
                ALL_SCALES.get(scale),
                new Port("port0", functions, pairs, most),
                new TradeModel(1 << exponent, lean, 0));
        TradeCapacity capacity = division.capacity;
        TradeRates rates = division.slotted.rates();
        int ranks = division.slots.length;
        int served = division.host.ports()[0].tier();
        if (ranks == 3 && served == 2) {
            int spread = rates.spreadHigh + rates.spreadLow;
            int either = Math.max(spread, rates.raiseTakes);
            int left = division.slots[1]
                    - ((capacity.either() * either + capacity.raises() * rates.raiseTakes) << exponent);
            assertThat(left).isBetween(0, (Math.min(either, rates.raiseTakes) << exponent) - 1);
            assertThat(lean < TradeModel.LEANS || left < spread)
                    .as("what is good for no trade of blocks is spread in blocks of one")
                    .isTrue();
        } else if (ranks == 2 && served == 1) {
            assertThat(capacity.either()).isZero();
            assertThat(division.slots[0] - ((capacity.raises() * rates.raiseTakes) << exponent))
                    .isBetween(0, (rates.raiseTakes << exponent) - 1);
        } else {
            assertThat(capacity.either() + capacity.raises()).isZero();
        }
    }

    /** Rounded differently from host to host, such that many hosts have as many in all as one of their size would. */
    @Property
    void asManyAreLeftUnusedAsTheModelSays(
            @ForAll @IntRange(min = 1, max = 80) int functions, @ForAll @IntRange(max = 32) int unused) {
        Tiers tiers = new Tiers(List.of(1, 4));
        List<Host> hosts = new ArrayList<>();
        for (int index = 0; index < HOSTS; index++) {
            hosts.add(Host.up("n" + index, new Port("port0", functions, Port.UNBOUNDED, 4)));
        }
        FleetState state = new FleetState(tiers, 0, hosts);
        DemandSet demandSet = DemandSet.of(state, List.of(new Demand(1, 0), new Demand(1, 1)));
        TradedSlots division = new TradedSlots(demandSet, new TradeModel(1, 0, unused));
        double share = functions * (1 - unused / (double) TradeModel.PARTS);
        int all = 0;
        for (HostState host : state.hosts()) {
            int[] slots = new int[2];
            division.add(host, host.ports()[0], slots);
            assertThat(slots[0] + slots[1]).isBetween((int) Math.floor(share), (int) Math.ceil(share));
            all += slots[0] + slots[1];
        }
        assertThat(all / (double) HOSTS).isBetween(share - 0.25, share + 0.25);
    }

    /** What one port is divided into, if VMs of all tiers ask. */
    private static final class Division {
        private final Tiers tiers;
        private final HostState host;
        private final TradedSlots slotted;
        private final int[] slots;
        private final TradeCapacity capacity;

        Division(List<Integer> scale, Port port, TradeModel model) {
            this.tiers = new Tiers(scale);
            FleetState state = new FleetState(tiers, 0, List.of(Host.up("n", port)));
            List<Demand> demands = IntStream.range(0, tiers.count())
                    .mapToObj(tier -> new Demand(1, tier))
                    .toList();
            this.host = state.member("n");
            this.slotted = new TradedSlots(DemandSet.of(state, demands), model);
            this.slots = new int[tiers.count()];
            this.capacity = slotted.add(host, host.ports()[0], slots);
        }

        int pairs(int rank) {
            return tiers.queuePairs(rank);
        }
    }

    @Property(tries = 60)
    void whatIsProvenByTradesIsPlacedByTrades(@ForAll long seed) {
        Random random = new Random(seed);
        int failures = 2 + random.nextInt(HOSTS / 2);
        FleetState state = new FleetState(new Tiers(List.of(1, 2, 4)), failures, hosts(random));
        FleetIndex index = new FleetIndex(state);
        List<Holding> held = fill(index, random);
        Optional<String> proof = new Examiner(index).examine(Scope.UP, failures).proof();
        // Rounding: once in some thousand times a VM that goes takes the proof with it, though the promise still holds.
        Assume.that(proof.isPresent());
        for (int round = 0; round < 6; round++) {
            List<HostState> down = someHosts(state, failures, round, random);
            List<HostState> supply =
                    state.hosts().stream().filter(host -> !down.contains(host)).toList();
            List<Displaced> displaced = held.stream()
                    .filter(holding -> down.contains(holding.on()))
                    .map(holding -> new Displaced(holding.vm(), holding.demand(), Optional.empty()))
                    .toList();
            Optional<List<HostAllocation>> placed =
                    JointPlacement.on(index, supply).byModels(displaced);
            assertThat(placed).as("by %s, failures %d", proof, failures).isPresent();
            assertFits(state, displaced, placed.orElseThrow(), supply);
        }
    }

    private static List<Host> hosts(Random random) {
        List<Host> hosts = new ArrayList<>();
        boolean two = random.nextBoolean();
        int shared = 16 + random.nextInt(64);
        for (int index = 0; index < HOSTS; index++) {
            int functions = random.nextInt(4) == 0 ? 16 + random.nextInt(64) : shared;
            int pairs = functions + random.nextInt(3 * functions);
            Port first = new Port("port0", functions, random.nextInt(3) == 0 ? pairs : 2 * functions, 4);
            Port second = new Port("port1", 16, 32, random.nextInt(4) == 0 ? 2 : 4);
            hosts.add(new Host("n" + (10 + index), false, false, two ? List.of(first, second) : List.of(first)));
        }
        return hosts;
    }

    /** Until the first is refused, with some of them gone again now and then. */
    private static List<Holding> fill(FleetIndex index, Random random) {
        FleetState state = index.state();
        int[] sizes = {1, 1, 1, 1, 2, 2, 4, random.nextInt(2) == 0 ? 3 : 4};
        int[] tiers = {0, 0, 1, 1, 2};
        List<Holding> held = new ArrayList<>();
        for (int vm = 0; ; vm++) {
            Demand demand = new Demand(sizes[random.nextInt(sizes.length)], tiers[random.nextInt(tiers.length)]);
            String name = "vm" + vm;
            if (!(new Admission(index, demand, state.failures()).admit(name, Optional.empty())
                    instanceof Decision.Admitted)) {
                return held;
            }
            held.add(state.holding(name).orElseThrow());
            if (random.nextInt(8) == 0) {
                state.release(held.remove(random.nextInt(held.size())).vm());
            }
        }
    }

    /** At random, or those that have most of a tier. */
    private static List<HostState> someHosts(FleetState state, int count, int round, Random random) {
        List<HostState> order = new ArrayList<>(state.hosts());
        Collections.shuffle(order, random);
        if (round < 3) {
            order.sort(Comparator.comparingInt(host -> -ofTier(state, host, round)));
        }
        return order.subList(0, count);
    }

    private static int ofTier(FleetState state, HostState host, int tier) {
        int functions = 0;
        for (int number = 0; number < state.classes().count(); number++) {
            Demand demand = state.classes().demand(number);
            functions += demand.tier() == tier ? host.vms(number) * demand.virtualFunctions() : 0;
        }
        return functions;
    }

    private static void assertFits(
            FleetState state, List<Displaced> displaced, List<HostAllocation> placed, List<HostState> supply) {
        Map<PortState, Integer> functions = new HashMap<>();
        Map<PortState, Integer> pairs = new HashMap<>();
        for (int index = 0; index < displaced.size(); index++) {
            Displaced vm = displaced.get(index);
            HostAllocation allocation = placed.get(index);
            assertThat(supply).contains(allocation.host());
            assertThat(allocation.split().functions()).isEqualTo(vm.demand().virtualFunctions());
            allocation.split().byPort().forEach((name, count) -> {
                PortState port = Objects.requireNonNull(allocation.host().port(name));
                assertThat(port.tier()).isGreaterThanOrEqualTo(vm.demand().tier());
                functions.merge(port, count, Integer::sum);
                pairs.merge(port, count * state.queuePairs(vm.demand()), Integer::sum);
            });
        }
        functions.forEach((port, count) -> assertThat(count).isLessThanOrEqualTo(port.freeFunctions()));
        pairs.forEach((port, count) -> assertThat(count).isLessThanOrEqualTo(port.freeQueuePairs()));
    }
}

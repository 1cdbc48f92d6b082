package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
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
    void howeverManyTradesNothingIsGivenTwice(
            @ForAll @IntRange(max = 3) int scale,
            @ForAll @IntRange(max = 80) int functions,
            @ForAll @IntRange(max = 400) int pairs,
            @ForAll @IntRange(max = 3) int exponent,
            @ForAll @IntRange(max = TradeModel.LEANS) int lean,
            @ForAll @IntRange(max = 32) int unused) {
        Tiers tiers = new Tiers(SCALES.get(scale));
        FleetState state = new FleetState(
                tiers, 0, List.of(new Host("n", false, false, List.of(new Port("port0", functions, pairs, 9)))));
        List<Demand> demands = Stream.iterate(0, tier -> tier + 1)
                .limit(tiers.count())
                .map(tier -> new Demand(1 << exponent, tier))
                .toList();
        TradedSlots division = new TradedSlots(Census.of(state, demands), new TradeModel(1 << exponent, lean, unused));
        HostState host = state.member("n");
        int[] slots = new int[tiers.count()];
        int trades = division.add(host, host.ports[0], slots);
        assertThat(trades).isNotNegative();
        for (int made = 0; made <= trades; made++) {
            int takenFunctions = 0;
            int takenPairs = 0;
            for (int rank = 0; rank < slots.length; rank++) {
                int slotsNow = slots[rank] + made * division.change(rank);
                assertThat(slotsNow).isNotNegative();
                takenFunctions += slotsNow;
                takenPairs += slotsNow * tiers.queuePairs(rank);
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
        Tiers tiers = new Tiers(ALL_SCALES.get(scale));
        FleetState state = new FleetState(
                tiers, 0, List.of(new Host("n", false, false, List.of(new Port("port0", functions, pairs, most)))));
        List<Demand> demands = Stream.iterate(0, tier -> tier + 1)
                .limit(tiers.count())
                .map(tier -> new Demand(1, tier))
                .toList();
        TradedSlots division = new TradedSlots(Census.of(state, demands), new TradeModel(1 << exponent, lean, 0));
        HostState host = state.member("n");
        int highest = host.ports[0].tier;
        int[] slots = new int[tiers.count()];
        int trades = division.add(host, host.ports[0], slots);
        int takenFunctions = 0;
        int left = pairs;
        int widest = 0;
        for (int rank = 0; rank < slots.length; rank++) {
            takenFunctions += slots[rank];
            left -= slots[rank] * tiers.queuePairs(rank);
            widest = Math.max(widest, rank == 0 ? 0 : tiers.queuePairs(rank) - tiers.queuePairs(rank - 1));
        }
        assertThat(takenFunctions).isEqualTo(highest < 0 ? 0 : Math.min(functions, pairs / tiers.queuePairs(0)));
        if (highest >= 0 && slots[highest] < takenFunctions) {
            assertThat(left).isLessThan(widest);
        }
        if (highest == 2) {
            assertThat(slots[1] + trades * division.change(1))
                    .as("what is left of the middle after all trades, but for less than a trade")
                    .isBetween(
                            0, (lean == TradeModel.LEANS ? -division.change(1) >> exponent : -division.change(1)) - 1);
        } else {
            assertThat(trades).isZero();
        }
    }

    /** A trade is as small as it can be, times the block, and takes and gives the same VFs and queue pairs. */
    @Property
    void aTradeGivesWhatItTakes(@ForAll @IntRange(max = 5) int scale, @ForAll @IntRange(max = 3) int exponent) {
        Tiers tiers = new Tiers(ALL_SCALES.get(scale));
        FleetState state = new FleetState(tiers, 0, List.of());
        List<Demand> demands = Stream.iterate(0, tier -> tier + 1)
                .limit(tiers.count())
                .map(tier -> new Demand(1, tier))
                .toList();
        TradedSlots division = new TradedSlots(Census.of(state, demands), new TradeModel(1 << exponent, 0, 0));
        int functions = 0;
        int pairs = 0;
        int common = 0;
        for (int rank = 0; rank < tiers.count(); rank++) {
            functions += division.change(rank);
            pairs += division.change(rank) * tiers.queuePairs(rank);
            common = TradedSlots.greatestDivisor(Math.abs(division.change(rank)), common);
        }
        assertThat(functions).isZero();
        assertThat(pairs).isZero();
        assertThat(common).isEqualTo(tiers.count() == TradedSlots.MOST_RANKS ? 1 << exponent : 0);
        assertThat(tiers.count() < TradedSlots.MOST_RANKS || division.change(2) > 0)
                .isTrue();
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
        Census census = Census.of(state, List.of(new Demand(1, 0), new Demand(1, 1)));
        TradedSlots division = new TradedSlots(census, new TradeModel(1, 0, unused));
        double share = functions * (1 - unused / (double) TradeModel.PARTS);
        int all = 0;
        for (HostState host : state.hosts) {
            int[] slots = new int[2];
            division.add(host, host.ports[0], slots);
            assertThat(slots[0] + slots[1]).isBetween((int) Math.floor(share), (int) Math.ceil(share));
            all += slots[0] + slots[1];
        }
        assertThat(all / (double) HOSTS).isBetween(share - 0.25, share + 0.25);
    }

    @Property(tries = 60)
    void whatIsProvenByTradesIsPlacedByTrades(@ForAll long seed) {
        Random random = new Random(seed);
        int failures = 2 + random.nextInt(HOSTS / 2);
        FleetState state = new FleetState(new Tiers(List.of(1, 2, 4)), failures, hosts(random));
        List<Holding> held = fill(state, random);
        Optional<String> proof =
                state.examiner().examine(Sight.STANDING, failures).proof();
        // Rounding: once in some thousand times a VM that goes takes the proof with it, though the promise still holds.
        Assume.that(proof.isPresent());
        for (int round = 0; round < 6; round++) {
            List<HostState> down = someHosts(state, failures, round, random);
            List<HostState> supply =
                    state.hosts.stream().filter(host -> !down.contains(host)).toList();
            List<Displaced> displaced = held.stream()
                    .filter(holding -> down.contains(holding.on))
                    .map(holding -> new Displaced(holding.vm, holding.demand, Optional.empty()))
                    .toList();
            Optional<List<Seat>> placed = JointPlacement.on(state, supply).byModels(displaced);
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
    private static List<Holding> fill(FleetState state, Random random) {
        int[] sizes = {1, 1, 1, 1, 2, 2, 4, random.nextInt(2) == 0 ? 3 : 4};
        int[] tiers = {0, 0, 1, 1, 2};
        List<Holding> held = new ArrayList<>();
        for (int vm = 0; ; vm++) {
            Demand demand = new Demand(sizes[random.nextInt(sizes.length)], tiers[random.nextInt(tiers.length)]);
            String name = "vm" + vm;
            if (!(new Admission(state, demand, state.failures).admit(name, Optional.empty())
                    instanceof Decision.Admitted)) {
                return held;
            }
            held.add(state.holding(name).orElseThrow());
            if (random.nextInt(8) == 0) {
                state.release(held.remove(random.nextInt(held.size())).vm);
            }
        }
    }

    /** At random, or those that have most of a tier. */
    private static List<HostState> someHosts(FleetState state, int count, int round, Random random) {
        List<HostState> order = new ArrayList<>(state.hosts);
        Collections.shuffle(order, random);
        if (round < 3) {
            order.sort(Comparator.comparingInt(host -> -ofTier(state, host, round)));
        }
        return order.subList(0, count);
    }

    private static int ofTier(FleetState state, HostState host, int tier) {
        int functions = 0;
        for (int number = 0; number < state.classes.count(); number++) {
            Demand demand = state.classes.demand(number);
            functions += demand.tier() == tier ? host.virtualMachines(number) * demand.virtualFunctions() : 0;
        }
        return functions;
    }

    private static void assertFits(
            FleetState state, List<Displaced> displaced, List<Seat> placed, List<HostState> supply) {
        Map<PortState, Integer> functions = new HashMap<>();
        Map<PortState, Integer> pairs = new HashMap<>();
        for (int index = 0; index < displaced.size(); index++) {
            Displaced machine = displaced.get(index);
            Seat seat = placed.get(index);
            assertThat(supply).contains(seat.host());
            assertThat(seat.split().functions()).isEqualTo(machine.demand().virtualFunctions());
            seat.split().byPort().forEach((name, count) -> {
                PortState port = Objects.requireNonNull(seat.host().port(name));
                assertThat(port.tier).isGreaterThanOrEqualTo(machine.demand().tier());
                functions.merge(port, count, Integer::sum);
                pairs.merge(port, count * state.queuePairs(machine.demand()), Integer::sum);
            });
        }
        functions.forEach((port, count) -> assertThat(count).isLessThanOrEqualTo(port.freeFunctions()));
        pairs.forEach((port, count) -> assertThat(count).isLessThanOrEqualTo(port.freeQueuePairs()));
    }
}

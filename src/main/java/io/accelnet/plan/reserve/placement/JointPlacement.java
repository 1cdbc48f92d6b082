package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.certificate.Binning;
import io.accelnet.plan.reserve.certificate.Portfolio;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.certificate.TradeModel;
import io.accelnet.plan.reserve.certificate.TradePlan;
import io.accelnet.plan.reserve.conditions.QueuePairsBind;
import io.accelnet.plan.reserve.model.Census;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Seat;
import io.accelnet.plan.reserve.model.Sight;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Places VMs jointly on free room, nobody else moving: by each argument that may have promised it, in a fixed order. */
public final class JointPlacement {

    private final FleetIndex index;
    private final FleetState state;
    /** Whether the supply is every host that takes VMs now, so that the bins kept for them are the right ones. */
    private final boolean now;

    private @Nullable List<HostState> supply;

    private JointPlacement(FleetIndex index, boolean now, @Nullable List<HostState> supply) {
        this.index = index;
        this.state = index.state();
        this.now = now;
        this.supply = supply;
    }

    /** On the hosts that take VMs now. */
    public static JointPlacement now(FleetIndex index) {
        return new JointPlacement(index, true, null);
    }

    /** On some hosts only. */
    public static JointPlacement on(FleetIndex index, List<HostState> supply) {
        return new JointPlacement(index, false, supply);
    }

    /** Where each VM goes, by its place in the list, or empty if no way was found. */
    public Optional<List<Seat>> place(List<Displaced> machines) {
        return ways(machines).findFirst();
    }

    /** Ways to place them all, as far as they are found; the first heed wishes most. */
    public Stream<List<Seat>> ways(List<Displaced> machines) {
        Stream<Supplier<Optional<List<Seat>>>> wishes = isAnyPreferred(machines)
                ? Stream.of(
                        () -> byModels(machines, true, true),
                        () -> byModels(machines, false, true),
                        () -> byModels(homeless(machines), false, true))
                : Stream.of(() -> byModels(machines, false, true));
        Stream<Supplier<Optional<List<Seat>>>> attempts = Stream.concat(
                wishes,
                Stream.of(
                        () -> oneByOne(machines),
                        () -> new Search(state.tiers(), supply(), machines, Search.STEPS).place()));
        return attempts.map(Supplier::get).flatMap(Optional::stream);
    }

    private Optional<List<Seat>> oneByOne(List<Displaced> machines) {
        return now ? new OneByOne(index, machines).place() : Optional.empty();
    }

    /** By models alone. For VMs that prefer no host the answer depends on the demands alone. */
    public Optional<List<Seat>> byModels(List<Displaced> machines) {
        return byModels(machines, false, true);
    }

    /** By the few models that are quickly tried. */
    public Optional<List<Seat>> byFewModels(List<Displaced> machines) {
        return byModels(machines, false, false);
    }

    private Optional<List<Seat>> byModels(List<Displaced> machines, boolean homesFirst, boolean typed) {
        if (machines.isEmpty()) {
            return Optional.of(List.of());
        }
        List<Demand> demands = demands(machines);
        return Stream.<Supplier<Census>>of(() -> everyones(demands), () -> Census.of(state, demands))
                .map(Supplier::get)
                .flatMap(census -> byModels(census, machines, homesFirst, typed))
                .findFirst();
    }

    private List<Demand> demands(List<Displaced> machines) {
        BitSet seen = new BitSet();
        List<Demand> demands = new ArrayList<>();
        for (Displaced machine : machines) {
            int number = state.classes().number(machine.demand());
            if (!seen.get(number)) {
                seen.set(number);
                demands.add(machine.demand());
            }
        }
        return demands;
    }

    /**
     * The promise was made with all demands in mind, so it is kept with all of them in mind: ports that only others need are
     * left to them.
     */
    private Census everyones(List<Demand> demands) {
        Census present = index.current(Sight.RETURNED).census();
        return present.demands().containsAll(demands)
                ? present
                : Census.of(
                        state,
                        Stream.concat(present.demands().stream(), demands.stream())
                                .toList());
    }

    private Stream<List<Seat>> byModels(Census census, List<Displaced> machines, boolean homesFirst, boolean typed) {
        SlotModel uniform = SlotModel.uniform(census, SlotModel.Layout.BY_HOST);
        Supplier<Optional<List<Seat>>> first =
                () -> new ByModel(state, uniform, census, uniformBins(uniform, census), machines).place(homesFirst);
        Stream<Supplier<Optional<List<Seat>>>> others = Stream.of(census)
                .filter(this::queuePairsMayBind)
                .flatMap(bound -> Stream.concat(
                        bySlots(Portfolio.whereBothBind(bound), bound, machines, homesFirst),
                        typed ? byTypedSlots(bound, machines, homesFirst) : Stream.of()));
        return Stream.concat(Stream.of(first), others).map(Supplier::get).flatMap(Optional::stream);
    }

    private Stream<Supplier<Optional<List<Seat>>>> bySlots(
            List<SlotModel> models, Census census, List<Displaced> machines, boolean homesFirst) {
        return models.stream()
                .map(model ->
                        () -> new ByModel(state, model, census, fresh(model, census), machines).place(homesFirst));
    }

    private Stream<Supplier<Optional<List<Seat>>>> byTypedSlots(
            Census census, List<Displaced> machines, boolean homesFirst) {
        SlotModel uniform = SlotModel.uniform(census, SlotModel.Layout.BY_HOST);
        Stream<Supplier<Optional<List<Seat>>>> traded = Portfolio.traded(census).stream()
                .map(model -> () -> new ByModel(state, uniform, census, traded(model, census, machines), machines)
                        .place(homesFirst));
        return Stream.concat(traded, bySlots(Portfolio.typed(census), census, machines, homesFirst));
    }

    private Bins uniformBins(SlotModel uniform, Census census) {
        return now ? index.keptBins(census).begin() : fresh(uniform, census);
    }

    private Bins fresh(SlotModel model, Census census) {
        return new FreshBins(state.tiers(), census, supply(), new Binning(model, census)::bins);
    }

    private Bins traded(TradeModel model, Census census, List<Displaced> machines) {
        return new FreshBins(
                state.tiers(), census, supply(), new TradePlan(state, census, model, supply(), machines)::bins);
    }

    private boolean queuePairsMayBind(Census census) {
        return supply().stream().anyMatch(host -> QueuePairsBind.mayBind(host, census));
    }

    private List<HostState> supply() {
        List<HostState> known = supply;
        if (known == null) {
            known = state.hosts().stream().filter(HostState::takesMachines).toList();
            supply = known;
        }
        return known;
    }

    /** Whether any of these VMs would rather be on one host than on another. */
    public static boolean isAnyPreferred(List<Displaced> machines) {
        for (Displaced machine : machines) {
            if (machine.preferred().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static List<Displaced> homeless(List<Displaced> machines) {
        return machines.stream()
                .map(machine -> new Displaced(machine.vm(), machine.demand(), Optional.empty()))
                .toList();
    }
}

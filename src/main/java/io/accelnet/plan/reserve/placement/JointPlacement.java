package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.certificate.Binning;
import io.accelnet.plan.reserve.certificate.Portfolio;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.certificate.TradeModel;
import io.accelnet.plan.reserve.certificate.TradePlan;
import io.accelnet.plan.reserve.conditions.QueuePairsBind;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Places VMs jointly on free room, no other VM moving: by each argument that may have promised it, in a fixed order. */
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
    public Optional<List<HostAllocation>> place(List<Displaced> vms) {
        return ways(vms).findFirst();
    }

    /** Ways to place them all, as far as they are found; the first keep most to preferred hosts. */
    public Stream<List<HostAllocation>> ways(List<Displaced> vms) {
        Stream<Supplier<Optional<List<HostAllocation>>>> preferred = isAnyPreferred(vms)
                ? Stream.of(
                        () -> byModels(vms, true, true),
                        () -> byModels(vms, false, true),
                        () -> byModels(withoutPreference(vms), false, true))
                : Stream.of(() -> byModels(vms, false, true));
        Stream<Supplier<Optional<List<HostAllocation>>>> attempts = Stream.concat(
                preferred,
                Stream.of(
                        () -> oneByOne(vms),
                        () -> new BacktrackingSearch(state, supply(), vms, BacktrackingSearch.STEPS).place()));
        return attempts.map(Supplier::get).flatMap(Optional::stream);
    }

    private Optional<List<HostAllocation>> oneByOne(List<Displaced> vms) {
        return now ? new GreedyPlacement(index, vms).place() : Optional.empty();
    }

    /** By models alone. For VMs that prefer no host the answer depends on the demands alone. */
    public Optional<List<HostAllocation>> byModels(List<Displaced> vms) {
        return byModels(vms, false, true);
    }

    /** By the few models that are quickly tried. */
    public Optional<List<HostAllocation>> byFewModels(List<Displaced> vms) {
        return byModels(vms, false, false);
    }

    private Optional<List<HostAllocation>> byModels(List<Displaced> vms, boolean preferredFirst, boolean typed) {
        if (vms.isEmpty()) {
            return Optional.of(List.of());
        }
        List<Demand> demands = demands(vms);
        return Stream.<Supplier<DemandSet>>of(() -> everyones(demands), () -> DemandSet.of(state, demands))
                .map(Supplier::get)
                .flatMap(demandSet -> byModels(demandSet, vms, preferredFirst, typed))
                .findFirst();
    }

    private List<Demand> demands(List<Displaced> vms) {
        BitSet seen = new BitSet();
        List<Demand> demands = new ArrayList<>();
        for (Displaced vm : vms) {
            int number = state.classes().number(vm.demand());
            if (!seen.get(number)) {
                seen.set(number);
                demands.add(vm.demand());
            }
        }
        return demands;
    }

    /**
     * The promise was made with all demands in mind, so it is kept with all of them in mind: ports that only others need are
     * left to them.
     */
    private DemandSet everyones(List<Demand> demands) {
        DemandSet present = index.current(Scope.ALL).demandSet();
        return present.demands().containsAll(demands)
                ? present
                : DemandSet.of(
                        state,
                        Stream.concat(present.demands().stream(), demands.stream())
                                .toList());
    }

    private Stream<List<HostAllocation>> byModels(
            DemandSet demandSet, List<Displaced> vms, boolean preferredFirst, boolean typed) {
        SlotModel uniform = SlotModel.uniform(demandSet, SlotModel.Layout.BY_HOST);
        Supplier<Optional<List<HostAllocation>>> first =
                () -> new ModelPlacement(state, uniform, demandSet, uniformBins(uniform, demandSet), vms)
                        .place(preferredFirst);
        Stream<Supplier<Optional<List<HostAllocation>>>> others = Stream.of(demandSet)
                .filter(this::queuePairsMayBind)
                .flatMap(bound -> Stream.concat(
                        bySlots(Portfolio.whereBothBind(bound), bound, vms, preferredFirst),
                        typed ? byTypedSlots(bound, vms, preferredFirst) : Stream.of()));
        return Stream.concat(Stream.of(first), others).map(Supplier::get).flatMap(Optional::stream);
    }

    private Stream<Supplier<Optional<List<HostAllocation>>>> bySlots(
            List<SlotModel> models, DemandSet demandSet, List<Displaced> vms, boolean preferredFirst) {
        return models.stream()
                .map(model -> () -> new ModelPlacement(state, model, demandSet, fresh(model, demandSet), vms)
                        .place(preferredFirst));
    }

    private Stream<Supplier<Optional<List<HostAllocation>>>> byTypedSlots(
            DemandSet demandSet, List<Displaced> vms, boolean preferredFirst) {
        SlotModel uniform = SlotModel.uniform(demandSet, SlotModel.Layout.BY_HOST);
        Stream<Supplier<Optional<List<HostAllocation>>>> traded = Portfolio.traded(demandSet).stream()
                .map(model -> () -> new ModelPlacement(state, uniform, demandSet, traded(model, demandSet, vms), vms)
                        .place(preferredFirst));
        return Stream.concat(traded, bySlots(Portfolio.typed(demandSet), demandSet, vms, preferredFirst));
    }

    private Bins uniformBins(SlotModel uniform, DemandSet demandSet) {
        return now ? index.cachedBins(demandSet).begin() : fresh(uniform, demandSet);
    }

    private Bins fresh(SlotModel model, DemandSet demandSet) {
        return new FreshBins(state, demandSet, supply(), new Binning(model, demandSet)::bins);
    }

    private Bins traded(TradeModel model, DemandSet demandSet, List<Displaced> vms) {
        return new FreshBins(state, demandSet, supply(), new TradePlan(state, demandSet, model, supply(), vms)::bins);
    }

    private boolean queuePairsMayBind(DemandSet demandSet) {
        return supply().stream().anyMatch(host -> QueuePairsBind.mayBind(host, demandSet));
    }

    private List<HostState> supply() {
        List<HostState> known = supply;
        if (known == null) {
            known = state.hosts().stream().filter(HostState::takesVms).toList();
            supply = known;
        }
        return known;
    }

    /** Whether any of these VMs would rather be on one host than on another. */
    private static boolean isAnyPreferred(List<Displaced> vms) {
        for (Displaced vm : vms) {
            if (vm.preferred().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static List<Displaced> withoutPreference(List<Displaced> vms) {
        return vms.stream()
                .map(vm -> new Displaced(vm.vm(), vm.demand(), Optional.empty()))
                .toList();
    }
}

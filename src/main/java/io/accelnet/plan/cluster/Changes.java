package io.accelnet.plan.cluster;

import io.accelnet.plan.LedgerEntry;
import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.outcome.Readiness.Progress;
import io.accelnet.plan.outcome.Reason;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.VmFacts;
import io.accelnet.plan.snapshot.VmSnapshot;
import io.accelnet.plan.vm.VmOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of VMs that have their virtual functions: another level, a changed profile, more or fewer network adapters, other
 * adapters in the intent. Each is made in place, on the VM's node; what doesn't fit leaves the VM with what it has.
 */
final class Changes {
    private final Workbench bench;
    private final ClusterView view;
    private final Quotas quotas;
    private final Shortages shortages;
    private final Explanations explanations;
    /** The fleet with every node back, as it is as long as nobody gets anything. */
    private Optional<AllBack> allBack = Optional.empty();

    Changes(Workbench bench, Quotas quotas, Shortages shortages, Explanations explanations) {
        this.bench = bench;
        this.view = bench.view();
        this.quotas = quotas;
        this.shortages = shortages;
        this.explanations = explanations;
    }

    /** Serves these VMs, in order, as far as nothing else was settled about them. */
    void serve(List<VmSnapshot> incumbents) {
        for (VmSnapshot vm : incumbents) {
            if (bench.outcome(vm).isEmpty()) {
                bench.settle(
                        vm, bench.holding(vm).map(holding -> serve(vm, holding)).orElseGet(VmOutcome.Served::new));
            }
        }
    }

    private VmOutcome serve(VmSnapshot vm, Holding holding) {
        int wanted = vm.facts()
                .map(facts -> facts.networkAdapters().size())
                .filter(size -> size > 0)
                .orElse(holding.size());
        int queuePairs = view.definition().queuePairsOf(vm.level());
        boolean sameSize = wanted == holding.size() && queuePairs == holding.queuePairs();
        boolean onSupply = view.isOnSupply(holding);
        boolean left = !view.isMember(holding.node());
        if (sameSize && (onSupply || left)) {
            return relabel(vm, holding);
        }
        Optional<VmOutcome> obstacle = obstacle(vm, holding, wanted - holding.size(), onSupply, left);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        Demand demand = bench.scale().demand(wanted, vm.level());
        return onSupply ? change(vm, holding, demand) : moveToSupply(vm, holding, demand);
    }

    /** Two levels with the same queue pairs: nothing changes but the name, once the VM may have that level. */
    private VmOutcome relabel(VmSnapshot vm, Holding holding) {
        if (vm.level() != holding.level()) {
            if (!bench.checks(vm).passed() || !view.checks().enabled()) {
                return notPossible(
                        holding, "the checks of the VM or of its cluster don't hold", true, Progress.STALLED);
            }
            bench.keep(vm, holding, vm.level(), holding.displacedFrom());
        }
        return new VmOutcome.Served();
    }

    private Optional<VmOutcome> obstacle(VmSnapshot vm, Holding holding, int more, boolean onSupply, boolean left) {
        if (left) {
            return Optional.of(notPossible(
                    holding,
                    "node " + holding.node() + " is no member of cluster " + vm.cluster()
                            + " any more; the change is made when the VM is on a member",
                    true,
                    Progress.STALLED));
        }
        if (!view.checks().enabled()) {
            return Optional.of(notPossible(
                    holding,
                    "the prerequisites of cluster " + vm.cluster() + " don't hold",
                    onSupply,
                    Progress.RECONCILING));
        }
        if (!bench.checks(vm).passed()) {
            return Optional.of(notPossible(holding, "a check of the VM fails", onSupply, Progress.STALLED));
        }
        Optional<Quotas.Refusal> refusal = more > 0 ? quotas.refusal(vm, more) : Optional.empty();
        return refusal.map(found -> VmOutcome.changeRefused(
                found.reason(), found.message() + keeps(holding), Progress.STALLED, Optional.empty()));
    }

    private VmOutcome change(VmSnapshot vm, Holding holding, Demand demand) {
        Decision decision = bench.fleet().change(Workbench.key(vm), demand);
        return switch (decision) {
            case Decision.Admitted admitted ->
                give(vm, holding, remaining(vm, holding, demand).orElse(admitted));
            case Decision.Refused refused -> {
                bench.release(vm);
                Shortages.Text text = shortages.explain(
                        vm, demand, Optional.of(holding.node()), refused, explanations.of(demand, holding));
                bench.hold(vm, holding);
                yield VmOutcome.changeRefused(
                        text.reason(),
                        text.message() + keeps(holding),
                        AllBack.progress(allBack().wouldChange(vm, holding, demand)),
                        Optional.of(text.shortfall()));
            }
        };
    }

    /**
     * Fewer network adapters, and no more queue pairs: those that remain keep the very virtual functions that they have. The
     * fleet knows no network adapters, and is told.
     */
    private Optional<Decision.Admitted> remaining(VmSnapshot vm, Holding holding, Demand demand) {
        if (demand.virtualFunctions() >= holding.size()
                || view.definition().queuePairsOf(vm.level()) > holding.queuePairs()) {
            return Optional.empty();
        }
        List<String> names = vm.facts().map(VmFacts::networkAdapters).orElse(List.of());
        List<LedgerEntry> kept = holding.entries().stream()
                .sorted(Comparator.comparing(entry -> !names.contains(entry.networkAdapter())))
                .limit(demand.virtualFunctions())
                .toList();
        Map<String, Integer> perPort = bench.fleets().functionsPerPort(new Holding(holding.node(), kept));
        bench.release(vm);
        bench.fleet().hold(Workbench.key(vm), holding.node(), demand, perPort);
        return Optional.of(new Decision.Admitted(holding.node(), perPort));
    }

    /** The intent has other adapters now: the VM is checked as a new one would be, on its node. */
    private VmOutcome moveToSupply(VmSnapshot vm, Holding holding, Demand demand) {
        bench.release(vm);
        Decision decision = bench.fleet().admit(Workbench.key(vm), demand, Optional.of(holding.node()));
        return switch (decision) {
            case Decision.Admitted admitted -> give(vm, holding, admitted);
            case Decision.Refused refused -> {
                Shortages.Text text = shortages.explain(
                        vm, demand, Optional.of(holding.node()), refused, explanations.of(demand, holding));
                bench.hold(vm, holding);
                yield VmOutcome.changeNotPossible(
                        Reason.ON_FORMER_ADAPTERS,
                        "The VM keeps its virtual functions on adapters that cluster " + vm.cluster()
                                + " no longer uses, until it moves or can have others: " + text.message(),
                        AllBack.progress(allBack().wouldAdmit(demand, Optional.of(holding.node()))),
                        Optional.of(text.shortfall()));
            }
        };
    }

    private VmOutcome give(VmSnapshot vm, Holding holding, Decision.Admitted admitted) {
        explanations.forget();
        allBack = Optional.empty();
        List<String> adapters = vm.facts()
                .map(VmFacts::networkAdapters)
                .orElseGet(() -> holding.entries().stream()
                        .map(entry -> entry.networkAdapter())
                        .toList());
        boolean written = bench.assign(
                vm,
                admitted.host(),
                admitted.functionsPerPort(),
                adapters,
                vm.level(),
                view.definition().queuePairsOf(vm.level()),
                holding.displacedFrom());
        if (written) {
            quotas.add(vm, adapters.size() - holding.size());
            return new VmOutcome.Served();
        }
        return notPossible(holding, "virtual functions are still being freed", true, Progress.RECONCILING);
    }

    private VmOutcome notPossible(Holding holding, String why, boolean onSupply, Progress progress) {
        return VmOutcome.changeNotPossible(
                onSupply ? Reason.CHANGE_NOT_POSSIBLE : Reason.ON_FORMER_ADAPTERS,
                "The change can't be made, since " + why + "." + keeps(holding),
                progress,
                Optional.empty());
    }

    private AllBack allBack() {
        AllBack built = allBack.orElseGet(() -> new AllBack(bench));
        allBack = Optional.of(built);
        return built;
    }

    private static String keeps(Holding holding) {
        return " The VM keeps what it has: performance " + holding.level().label() + " on node " + holding.node() + ".";
    }
}

package io.accelnet.plan.reserve.conditions;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.certificate.Portfolio;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.certificate.TradeModel;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What is known of the hosts of one scope as long as the same demands are present: the tables of all arguments. */
public final class ProofSet {

    private static final Optional<String> TYPED = Optional.of("typed slots");
    private static final Optional<String> TRADED = Optional.of("typed slots that may be traded");

    private final FleetState state;
    private final Scope scope;
    private final DemandSet demandSet;
    private final QueuePairsBind queuePairsBind;
    private final List<Proof> proofs = new ArrayList<>();
    private final List<Proof> typed = new ArrayList<>();
    private final List<TradeConditionTable> traded = new ArrayList<>();
    /** Tables of trades are large; they are made when those before have failed. */
    private final Deque<TradeModel> untried = new ArrayDeque<>();

    private final List<Refutation> refutations = new ArrayList<>();

    public ProofSet(FleetState state, Scope scope, DemandSet demandSet) {
        this.state = state;
        this.scope = scope;
        this.demandSet = demandSet;
        this.queuePairsBind = new QueuePairsBind(state, scope, demandSet);
        proofs.add(proof(SlotModel.uniform(demandSet, SlotModel.Layout.BY_HOST)));
    }

    public DemandSet demandSet() {
        return demandSet;
    }

    /** Whether there is a port whose queue pairs may run out before its VFs do. */
    public boolean queuePairsBind() {
        return queuePairsBind.anywhere();
    }

    private Proof proof(SlotModel model) {
        return new Proof(
                Optional.of(model.toString()),
                new ConditionTable(state, scope, new SufficientMeasure(demandSet, model)));
    }

    /** How many numbers all tables keep, about. */
    long size() {
        long size = 0;
        for (Proof proof : proofs) {
            size += proof.table().size();
        }
        for (Proof proof : typed) {
            size += proof.table().size();
        }
        for (Refutation refutation : refutations) {
            size += refutation.table().size();
        }
        for (TradeConditionTable table : traded) {
            size += table.size();
        }
        return size;
    }

    /**
     * The first argument that shows that so many failures are survived. Where the budget is used up the first argument of all is the
     * only one that is asked.
     */
    public Optional<String> proof(int failures) {
        if (state.isBeyondCounting()) {
            return Optional.empty();
        }
        if (proofs.getFirst().table().allHold(failures)) {
            return proofs.getFirst().name();
        }
        if (!state.work().allows(1) || !queuePairsBind.anywhere()) {
            return Optional.empty();
        }
        if (proofs.size() == 1) {
            Portfolio.whereBothBind(demandSet).forEach(model -> proofs.add(proof(model)));
            untried.addAll(Portfolio.traded(demandSet));
            Portfolio.typed(demandSet).forEach(model -> typed.add(proof(model)));
        }
        for (int index = 1; index < proofs.size() && state.work().allows(1); index++) {
            if (proofs.get(index).table().allHold(failures)) {
                return proofs.get(index).name();
            }
        }
        return isRefuted(failures) ? Optional.empty() : proofByTypedSlots(failures);
    }

    /** There are many of these, so they aren't tried where they can't hold. */
    private Optional<String> proofByTypedSlots(int failures) {
        for (int index = 0;
                (index < traded.size() || !untried.isEmpty()) && state.work().allows(1);
                index++) {
            if (index == traded.size()) {
                traded.add(new TradeConditionTable(state, scope, demandSet, untried.remove()));
            }
            if (traded.get(index).allHold(failures)) {
                // Most likely it does the next time as well.
                traded.addFirst(traded.remove(index));
                return TRADED;
            }
        }
        for (int index = 0; index < typed.size() && state.work().allows(1); index++) {
            if (typed.get(index).table().allHold(failures)) {
                typed.addFirst(typed.remove(index));
                return TYPED;
            }
        }
        return Optional.empty();
    }

    private boolean isRefuted(int failures) {
        return refutations().stream().anyMatch(refutation -> !refutation.table().allHold(failures));
    }

    /** A condition that shows that they aren't, with VFs looked at before queue pairs. */
    public Optional<Breach> breach(int failures) {
        return refutations().stream()
                .flatMap(refutation -> breach(refutation, failures).stream())
                .findFirst();
    }

    private List<Refutation> refutations() {
        if (state.isBeyondCounting()) {
            return List.of();
        }
        if (refutations.isEmpty()) {
            refutations.add(refutation(Resource.functions(demandSet)));
            refutations.add(refutation(Resource.queuePairs(demandSet)));
        }
        return refutations;
    }

    private Refutation refutation(Resource resource) {
        return new Refutation(resource, new ConditionTable(state, scope, new NecessaryMeasure(demandSet, resource)));
    }

    /** A condition that one VM more of a demand in the set of demands would break wherever it is put. */
    public Optional<Breach> breachWithOneMore(Demand demand, int failures) {
        int demandClass = state.classes().number(demand);
        return refutations().stream()
                .flatMap(refutation ->
                        breach(refutation, refutation.table().tightestWithOneMore(demandClass, failures), failures)
                                .stream())
                .findFirst();
    }

    private Optional<Breach> breach(Refutation refutation, int failures) {
        return breach(refutation, refutation.table().tightest(failures), failures);
    }

    private Optional<Breach> breach(Refutation refutation, ConditionTable.Tightest tightest, int failures) {
        return tightest.slack() >= 0
                ? Optional.empty()
                : Optional.of(new Breach(
                        state,
                        demandSet,
                        refutation.resource(),
                        refutation.table().describe(tightest, failures, state)));
    }

    /** The condition with the least slack among those of the first proof. */
    public Condition tightest(int failures) {
        ConditionTable table = proofs.getFirst().table();
        return table.describe(table.tightest(failures), failures, state);
    }

    /** How much room the conditions of the first proof leave to VMs of a demand that is in the set of demands, in VFs. */
    public long slackFor(Demand demand, int failures) {
        return proofs.getFirst().table().leastSlack(demandSet.rank(demand), demand.virtualFunctions(), failures);
    }

    private record Proof(Optional<String> name, ConditionTable table) {}

    private record Refutation(Resource resource, ConditionTable table) {}
}

package io.accelnet.plan.reserve;

import io.accelnet.plan.reserve.decision.Admission;
import io.accelnet.plan.reserve.decision.Change;
import io.accelnet.plan.reserve.decision.Examination;
import io.accelnet.plan.reserve.decision.Examiner;
import io.accelnet.plan.reserve.decision.Failover;
import io.accelnet.plan.reserve.decision.JointPlacing;
import io.accelnet.plan.reserve.explanation.Explainer;
import io.accelnet.plan.reserve.explanation.OnePoolAnswers;
import io.accelnet.plan.reserve.explanation.SumsCalculator;
import io.accelnet.plan.reserve.explanation.WorstHosts;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reserve of a cluster whose VMs take their VFs from any port, as all are of one pool. It answers in microseconds, however
 * many hosts there are.
 */
public final class Fleet implements Reserve {

    private final FleetIndex index;
    private final FleetState state;
    /** What was refused since anything changed: many VMs that wait ask for the same. */
    private final Map<Request, Decision.Refused> refusals = new HashMap<>();
    /** Likewise of VMs that have something. */
    private final Map<ChangeRequest, Decision.Refused> refusedChanges = new HashMap<>();
    /** Whether the promise is kept, if nothing has changed since that was asked. */
    private Optional<Examination> promised = Optional.empty();

    private Fleet(FleetState state) {
        this.index = new FleetIndex(state);
        this.state = state;
    }

    /**
     * A fleet without VMs.
     *
     * @param tiers the cluster's tiers
     * @param failures how many hosts may be down at once, 0 or more
     * @param hosts all members, up or down, with distinct names
     * @throws IllegalArgumentException if failures is negative or two hosts have one name
     */
    public static Fleet of(Tiers tiers, int failures, Collection<Host> hosts) {
        return of(tiers, failures, hosts, new WorkBudget());
    }

    /**
     * The same, with a budget for what all questions cost together. Where it is used up nothing costly is tried, and a refusal
     * that this leaves open is {@link Decision.Unproven}. Without it each question has its own limit, which is more than a plan
     * for hundreds of VMs of many kinds can afford.
     */
    public static Fleet of(Tiers tiers, int failures, Collection<Host> hosts, WorkBudget work) {
        return new Fleet(new FleetState(tiers, failures, hosts, work));
    }

    @Override
    public void forgetRefusals() {
        refusals.clear();
        refusedChanges.clear();
    }

    private void changed() {
        forgetRefusals();
        promised = Optional.empty();
    }

    @Override
    public void hold(String vm, String host, Demand demand, Map<String, Integer> functionsPerPort) {
        changed();
        state.hold(vm, demand, host, functionsPerPort);
    }

    @Override
    public void release(String vm) {
        if (state.knows(vm)) {
            changed();
            state.release(vm);
        }
    }

    @Override
    public Optional<Map<String, Integer>> roomOn(String host, Demand demand) {
        return Optional.ofNullable(state.host(host))
                .filter(HostState::restartsVms)
                .flatMap(member -> Candidate.on(member, demand, state.tiers()))
                .map(candidate -> candidate.allocation(state).split().byPort());
    }

    @Override
    public int freeOn(String host) {
        HostState member = state.host(host);
        return member == null ? 0 : member.freeFunctions();
    }

    @Override
    public Decision admit(String vm, Demand demand, Optional<String> pinned) {
        Request request = new Request(demand, pinned);
        // Hashing a request is a noticeable part of a decision, and most often nothing was refused.
        Decision.Refused known = refusals.isEmpty() ? null : refusals.get(request);
        if (known != null) {
            return known;
        }
        Decision decision = new Admission(index, demand, state.failures()).admit(vm, pinned);
        if (decision instanceof Decision.Refused refused) {
            refusals.put(request, refused);
        } else {
            changed();
        }
        return decision;
    }

    @Override
    public Decision change(String vm, Demand demand) {
        Optional<ChangeRequest> request = state.holding(vm)
                .map(held -> new ChangeRequest(held.host(), held.demand(), held.functionsPerPort(), demand));
        Decision.Refused known = request.map(refusedChanges::get).orElse(null);
        if (known != null) {
            return known;
        }
        Decision decision = new Change(index, vm, demand).decide();
        if (decision instanceof Decision.Refused refused) {
            request.ifPresent(asked -> refusedChanges.put(asked, refused));
        } else {
            changed();
        }
        return decision;
    }

    @Override
    public Recovery recover(List<Displaced> displaced) {
        changed();
        return new Failover(state, () -> new JointPlacing(index), displaced).recover();
    }

    /**
     * A host joins, or is another than it was: it fails, returns, is cordoned, or has other ports. VMs keep what they hold on
     * it. What this costs depends on that host alone.
     *
     * <p>The planner makes each fleet anew, and calls this only for a host of which others have more or less than before. It never
     * calls {@link #remove}, {@link #tolerate} or {@link #dropDerived}. Tests, {@code make prove} and benchmarks do, through
     * {@code HostEvents} in the tests: they let hosts fail and return, and measure what that costs.
     */
    @Override
    public void put(Host host) {
        changed();
        state.put(host);
    }

    /** A host leaves, if it is a member. Its VMs count neither as demand nor as use from now on. */
    void remove(String host) {
        changed();
        state.remove(host);
    }

    /**
     * Another number of hosts may be down at once from now on.
     *
     * @throws IllegalArgumentException if it is negative
     */
    void tolerate(int failures) {
        changed();
        state.setFailures(failures);
    }

    /**
     * Forgets everything that was derived from what is held. Changes no answer: the next one takes longer, as everything is
     * derived anew.
     */
    void dropDerived() {
        changed();
        index.drop();
    }

    @Override
    public Verdict verdict() {
        Examination examination = promised();
        Optional<Shortage> shortage = examination.shortage();
        if (shortage.isPresent() || !state.everyVmHasFunctions()) {
            return new Verdict.Violated(shortage, state.withoutFunctions());
        }
        return examination.proof().<Verdict>map(Verdict.Holds::new).orElseGet(Verdict.Unproven::new);
    }

    /** What is promised must not look doubtful because others have asked for much. */
    private Examination promised() {
        Examination examination = promised.orElseGet(() ->
                state.work().regardless(() -> new Examiner(index).examinePromised(Scope.UP, state.failures())));
        promised = Optional.of(examination);
        return examination;
    }

    @Override
    public Optional<Shortage> fewestFailures() {
        return WorstHosts.fewest(index, Scope.UP, state.failures());
    }

    @Override
    public Sums sums() {
        Examination now = promised();
        // How far the numbers get within their share must not depend on what the decisions have left in the index: a
        // status would change though nothing else does.
        index.drop();
        return new SumsCalculator(index).sums(now);
    }

    @Override
    public Explanation explain(Demand demand, Optional<String> pinned) {
        return new Explainer(new OnePoolAnswers(index), demand, pinned).explain();
    }

    @Override
    public Explanation explainChange(String vm, Demand demand) {
        Holding held = state.release(vm)
                .orElseThrow(() -> new IllegalArgumentException(vm + " holds nothing that could change"));
        Explanation explanation = new Explainer(new OnePoolAnswers(index), demand, Optional.of(held.host())).explain();
        state.hold(held);
        return explanation;
    }

    private record Request(Demand demand, Optional<String> pinned) {}

    private record ChangeRequest(String host, Demand before, Map<String, Integer> functionsPerPort, Demand demand) {}
}

package io.accelnet.plan.reserve;

import io.accelnet.plan.reserve.decision.Admission;
import io.accelnet.plan.reserve.decision.Change;
import io.accelnet.plan.reserve.decision.Examination;
import io.accelnet.plan.reserve.decision.Examiner;
import io.accelnet.plan.reserve.decision.Failover;
import io.accelnet.plan.reserve.explanation.Explainer;
import io.accelnet.plan.reserve.explanation.SumsCalculator;
import io.accelnet.plan.reserve.explanation.WorstHosts;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Holding;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Scope;
import io.accelnet.plan.reserve.placement.Candidate;
import io.accelnet.plan.reserve.placement.FleetIndex;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A working model of one cluster while one plan is made: its hosts, what every VM holds, and what may be promised. The
 * answers depend on what is held, never on the order in which it came to be. Not for several threads.
 */
public final class Fleet {

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

    /** Forgets what was refused, so that it is asked again: with another share of the budget the answer may be another. */
    public void forgetRefusals() {
        refusals.clear();
        refusedChanges.clear();
    }

    private void changed() {
        forgetRefusals();
        promised = Optional.empty();
    }

    /**
     * Takes down what a VM has, unasked.
     *
     * @param host if no member, the VM counts neither as demand nor as use; if down, the VM is displaced and not placed yet
     * @param functionsPerPort may cover less than the demand: the rest is on adapters that are no supply. It is demand when
     *     the host fails, but uses no supply
     * @throws IllegalArgumentException if the VM holds something already or the tier isn't one
     */
    public void hold(String vm, String host, Demand demand, Map<String, Integer> functionsPerPort) {
        changed();
        state.hold(vm, demand, host, functionsPerPort);
    }

    /** Forgets a VM, if it is known. */
    public void release(String vm) {
        if (state.knows(vm)) {
            changed();
            state.release(vm);
        }
    }

    /**
     * How the VFs of a VM that was promised them would be divided among the host's ports: physical room only, whatever the
     * reserve says.
     *
     * @return VFs by port, or empty if there isn't room, or the host isn't up, is cordoned, or is no member
     */
    public Optional<Map<String, Integer>> roomOn(String host, Demand demand) {
        return Optional.ofNullable(state.host(host))
                .filter(HostState::restartsVms)
                .flatMap(member -> Candidate.on(member, demand, state.tiers()))
                .map(candidate -> candidate.allocation(state).split().byPort());
    }

    /** How many VFs are free on a host, on all its ports; 0 if it is no member. */
    public int freeOn(String host) {
        HostState member = state.host(host);
        int free = 0;
        if (member != null) {
            for (PortState port : member.ports()) {
                free += port.freeFunctions();
            }
        }
        return free;
    }

    /**
     * Admits a new VM if every tolerated failure still leaves everybody with VFs, both among the hosts that are up and with
     * all of them back, and both if those that leave have gone and if they stay. Holds it if so.
     *
     * @param pinned the host it must be on
     * @throws IllegalArgumentException if the VM holds something already or the tier isn't one
     */
    public Decision admit(String vm, Demand demand, Optional<String> pinned) {
        Request request = new Request(demand, pinned);
        Decision.Refused known = refusals.get(request);
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

    /**
     * Changes what a VM demands, on its own host; what it has counts as free for itself. Less of everything is always
     * admitted, as it takes nothing from anyone. If refused, the VM keeps what it has.
     *
     * @throws IllegalArgumentException if the VM holds nothing or the tier isn't one
     */
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

    /**
     * Places VMs jointly on hosts that are up and take VMs; on those that leave only if the others don't do. No other VM
     * moves. One that has a place on a host that is up stays there unless a VM would be left out. A VM that is placed holds it afterwards; one that isn't is left without, which
     * violates the reserve, and keeps only what it had on a host that is down.
     *
     * @param displaced by priority: if not all fit, the last of those without a place on a host that is up are left without
     * @throws IllegalArgumentException if a VM is named twice
     */
    public Recovery recover(List<Displaced> displaced) {
        changed();
        return new Failover(index, displaced).recover();
    }

    /**
     * A host joins, or is another than it was: it fails, returns, is cordoned, or has other ports. VMs keep what they hold on
     * it. What this costs depends on that host alone.
     *
     * <p>The planner makes each fleet anew, and calls this only for a host of which others have more or less than before. It never
     * calls {@link #remove}, {@link #tolerate} or {@link #dropDerived}. Tests, {@code make prove} and benchmarks do, through
     * {@code HostEvents} in the tests: they let hosts fail and return, and measure what that costs.
     */
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

    /** Whether the hosts that are up survive as many more failures as are left, and everybody has VFs. */
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

    /** If the reserve doesn't hold: the fewest hosts whose failure shows it. */
    public Optional<Shortage> fewestFailures() {
        return WorstHosts.fewest(index, Scope.UP, state.failures());
    }

    /** The arithmetic of the reserve as it stands. */
    public Sums sums() {
        return new SumsCalculator(index).sums(promised());
    }

    /**
     * What would have to be different for a new VM to be admitted. Changes nothing.
     *
     * @param pinned the host it must be on
     */
    public Explanation explain(Demand demand, Optional<String> pinned) {
        return new Explainer(index, demand, pinned).explain();
    }

    /**
     * What would have to be different for a VM's demand to change in place. Changes nothing.
     *
     * @throws IllegalArgumentException if the VM holds nothing
     */
    public Explanation explainChange(String vm, Demand demand) {
        Holding held = state.release(vm)
                .orElseThrow(() -> new IllegalArgumentException(vm + " holds nothing that could change"));
        Explanation explanation = new Explainer(index, demand, Optional.of(held.host())).explain();
        state.hold(held);
        return explanation;
    }

    private record Request(Demand demand, Optional<String> pinned) {}

    private record ChangeRequest(String host, Demand before, Map<String, Integer> functionsPerPort, Demand demand) {}
}

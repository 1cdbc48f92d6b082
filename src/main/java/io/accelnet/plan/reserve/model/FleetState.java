package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hosts and what every VM holds; everything else is computed from it. What is derived from it for speed reads of its
 * changes in the {@link Journal} and can be dropped at any time.
 */
public final class FleetState {

    /** What is counted for a VM that comes or goes. */
    private static final int STEPS_PER_VM = 16;

    final Tiers tiers;
    int failures;
    /** The members, in the order of names. */
    final List<HostState> hosts;

    int down;
    final DemandClasses classes = new DemandClasses();
    final SplitPool splits = new SplitPool();
    final Journal journal = new Journal();
    private final WorkBudget work;
    private final HostNumbers numbering = new HostNumbers();
    /** Members, and strangers that VMs hold something on. */
    private final Map<String, HostState> hostsByName = new HashMap<>();

    private final Map<String, Holding> holdings = new HashMap<>();
    /** Members whose VMs need more than can be counted. */
    private int beyondCounting;
    /** VMs on hosts that are down: all of them are without VFs. */
    private int onHostsDown;
    /** Others that were promised VFs and have none. */
    private final Set<String> leftWithout = new HashSet<>();
    /** Where VMs are that are about to be placed: no member, and no VM is listed there. */
    private final HostState nowhere = new HostState("");

    private final DemandCounts returned = new DemandCounts();
    private final DemandCounts standing = new DemandCounts();
    private final TierCounts tierCounts;
    private final Capacity capacity;

    public FleetState(Tiers tiers, int failures, Collection<Host> members) {
        this(tiers, failures, members, new WorkBudget());
    }

    /** @param work where the work is counted that questions about it cost */
    public FleetState(Tiers tiers, int failures, Collection<Host> members, WorkBudget work) {
        this.work = work;
        this.tiers = tiers;
        this.hosts = new ArrayList<>(members.size());
        this.tierCounts = new TierCounts(tiers.count());
        this.capacity = new Capacity(tiers);
        setFailures(failures);
        for (Host host : members) {
            HostState state = new HostState(host.name());
            if (hostsByName.put(host.name(), state) != null) {
                throw new IllegalArgumentException("two hosts named " + host.name());
            }
            state.become(host, tiers);
            hosts.add(state);
            enter(state);
        }
        hosts.sort(Comparator.comparing(HostState::name));
        numbering.renumber(hosts);
    }

    public Tiers tiers() {
        return tiers;
    }

    public int failures() {
        return failures;
    }

    /** The members, in the order of names. */
    public List<HostState> hosts() {
        return Collections.unmodifiableList(hosts);
    }

    public int down() {
        return down;
    }

    public DemandClasses classes() {
        return classes;
    }

    public SplitPool splits() {
        return splits;
    }

    /** Where the work is counted that questions cost. */
    public WorkBudget work() {
        return work;
    }

    /**
     * Whether the VMs of some member need more than conditions can count in whole numbers. No hardware has a hundredth of that, but
     * VMs that have no VFs may report any host. Nothing is proven or refuted then.
     */
    public boolean isBeyondCounting() {
        return beyondCounting > 0;
    }

    public final void setFailures(int tolerated) {
        if (tolerated < 0) {
            throw new IllegalArgumentException("failures to survive: " + tolerated);
        }
        failures = tolerated;
    }

    /** What the ports have of VFs and queue pairs. */
    public Capacity capacity() {
        return capacity;
    }

    /** How many hosts can serve a tier, and how many of them take VMs. */
    public TierCounts tierCounts() {
        return tierCounts;
    }

    public DemandCounts presence(Scope scope) {
        return scope == Scope.ALL ? returned : standing;
    }

    /** A new member, or another one than it was: its state, its ports. VMs keep what they hold on it. */
    public void put(Host host) {
        HostState state = hostsByName.computeIfAbsent(host.name(), HostState::new);
        if (state.isMember()) {
            exit(state);
            state.become(host, tiers);
        } else {
            state.become(host, tiers);
            int index = -1 - Collections.binarySearch(hosts, state, Comparator.comparing(HostState::name));
            hosts.add(index, state);
            if (!numbering.number(state, hosts, index)) {
                numbering.renumber(hosts);
            }
        }
        enter(state);
        journal.note(state.number);
    }

    /** A member no more. What VMs hold on it counts no more either. */
    public void remove(String name) {
        HostState state = hostsByName.get(name);
        if (state != null && state.isMember()) {
            exit(state);
            hosts.remove(state);
            state.leave(tiers);
            journal.note(state.number);
        }
    }

    /**
     * Whether VMs may be put on hosts that leave, from now on.
     *
     * @return whether there are any
     */
    public boolean openLeaving(boolean open) {
        boolean any = false;
        for (HostState host : hosts) {
            if (host.isLeaving()) {
                host.open(open);
                journal.note(host.number);
                any = true;
            }
        }
        return any;
    }

    private void enter(HostState state) {
        tierCounts.add(state, 1);
        capacity.add(state, 1);
        down += state.isDown() ? 1 : 0;
        beyondCounting += state.isBeyondCounting() ? 1 : 0;
        present(state, 1);
        onHostsDown += state.isDown() ? state.listed() : 0;
    }

    private void exit(HostState state) {
        tierCounts.add(state, -1);
        capacity.add(state, -1);
        down -= state.isDown() ? 1 : 0;
        beyondCounting -= state.isBeyondCounting() ? 1 : 0;
        present(state, -1);
        if (state.isDown()) {
            onHostsDown -= state.listed();
            if (!leftWithout.isEmpty()) {
                state.holdings().forEach(holding -> leftWithout.remove(holding.vm));
            }
        }
    }

    private void present(HostState state, int sign) {
        for (int number = 0; number < state.classes(); number++) {
            present(state, number, sign * state.vms(number));
        }
    }

    private void present(HostState state, int demandClass, int count) {
        returned.add(demandClass, count);
        if (!state.isDown()) {
            standing.add(demandClass, count);
        }
    }

    public @Nullable HostState host(String name) {
        HostState state = hostsByName.get(name);
        return state != null && state.isMember() ? state : null;
    }

    /** The member of this name, which must be one. */
    public HostState member(String name) {
        return Objects.requireNonNull(host(name), name);
    }

    /** How often all hosts were numbered anew: what knows hosts by number is worth nothing after that. */
    public int renumberings() {
        return numbering.renumberings();
    }

    /** All hosts that have had a number since all were last numbered anew. */
    List<HostState> everNumbered() {
        return numbering.all();
    }

    public HostState numbered(int number) {
        return numbering.get(number);
    }

    /** All numbers are below. */
    public int numbers() {
        return numbering.size();
    }

    public Optional<Holding> holding(String vm) {
        return Optional.ofNullable(holdings.get(vm));
    }

    /** Whether the VM holds something or is known to be without. */
    public boolean knows(String vm) {
        return holdings.containsKey(vm) || leftWithout.contains(vm);
    }

    public int queuePairs(Demand demand) {
        return tiers.queuePairs(demand.tier());
    }

    public void hold(String vm, Demand demand, String host, Map<String, Integer> functionsPerPort) {
        hold(new Holding(vm, demand, hostsByName.computeIfAbsent(host, HostState::new), splits.get(functionsPerPort)));
    }

    /** Takes down what a VM has; what was released before can be held again. */
    public void hold(Holding holding) {
        if (holding.demand.tier() >= tiers.count()) {
            throw new IllegalArgumentException(holding.vm + " wants a tier that isn't there: " + holding.demand);
        }
        if (holdings.putIfAbsent(holding.vm, holding) != null) {
            throw new IllegalArgumentException(holding.vm + " holds VFs already");
        }
        forget(holding.vm);
        list(holding);
    }

    public Optional<Holding> release(String vm) {
        forget(vm);
        Holding holding = holdings.remove(vm);
        if (holding != null) {
            unlist(holding);
        }
        return Optional.ofNullable(holding);
    }

    /** What a VM holds; one that holds nothing yet is nowhere from now on, until it is moved or released. */
    public Holding holdingOrNowhere(String vm, Demand demand) {
        Holding known = holdings.get(vm);
        if (known != null) {
            return known;
        }
        Holding holding = new Holding(vm, demand, nowhere, Split.NOTHING);
        holdings.put(vm, holding);
        return holding;
    }

    public boolean isNowhere(HostState host) {
        return host == nowhere;
    }

    /** Takes a VM off its host until it is moved or released: it neither uses nor demands anything meanwhile. */
    public void detach(Holding holding) {
        move(holding, holding.demand, nowhere, Split.NOTHING);
    }

    /** Gives a VM that holds something another place, and maybe something else. */
    public void move(Holding holding, Demand demand, HostState host, Split split) {
        forget(holding.vm);
        unlist(holding);
        holding.demand = demand;
        holding.on = host;
        holding.split = split;
        list(holding);
    }

    private void list(Holding holding) {
        HostState host = holding.on;
        if (isNowhere(host)) {
            return;
        }
        host.list(holding);
        occupy(host, holding.demand, holding.split, 1);
        onHostsDown += host.isMember() && host.isDown() ? 1 : 0;
    }

    private void unlist(Holding holding) {
        HostState host = holding.on;
        if (isNowhere(host)) {
            return;
        }
        host.unlist(holding);
        occupy(host, holding.demand, holding.split, -1);
        onHostsDown -= host.isMember() && host.isDown() ? 1 : 0;
    }

    private void forget(String vm) {
        if (!leftWithout.isEmpty()) {
            leftWithout.remove(vm);
        }
    }

    /** Puts a VM without a name on a host, or takes one away if the sign is -1. */
    public void occupy(HostState host, Demand demand, Split split, int sign) {
        int number = classes.number(demand);
        work.spend(STEPS_PER_VM);
        boolean before = host.isBeyondCounting();
        host.count(number, demand, split, queuePairs(demand), sign);
        if (host.isMember()) {
            if (before != host.isBeyondCounting()) {
                beyondCounting += before ? -1 : 1;
            }
            present(host, number, sign);
            journal.note(host.number, number, sign);
        }
    }

    /** Remembers that a VM that was promised VFs has none, until it is held or released. */
    public void leaveWithout(String vm) {
        leftWithout.add(vm);
    }

    /** Whether everybody who was promised VFs has them. */
    public boolean everyVmHasFunctions() {
        return onHostsDown == 0 && leftWithout.isEmpty();
    }

    /** The VMs that were promised VFs and have none, by name. */
    public List<String> withoutFunctions() {
        Stream<String> onHostsThatAreDown = hosts.stream()
                .filter(HostState::isDown)
                .flatMap(host -> host.holdings().stream())
                .map(holding -> holding.vm);
        return Stream.concat(onHostsThatAreDown, leftWithout.stream())
                .distinct()
                .sorted()
                .toList();
    }
}

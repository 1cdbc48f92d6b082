package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.decision.BinarySearch;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.PortState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says where more VFs or queue pairs would admit a VM that is refused, and how many. */
final class AdditionFinder {

    private final FleetState state;
    private final Demand demand;
    private final int pool;
    private final WhatIf whatIf;

    /** @param pool the one whose ports get more */
    AdditionFinder(FleetState state, Demand demand, int pool, WhatIf whatIf) {
        this.state = state;
        this.demand = demand;
        this.pool = pool;
        this.whatIf = whatIf;
    }

    /** Empty if no number helps, or something else must happen first. */
    Optional<Addition> after(Decision decision) {
        return switch (decision) {
            case Decision.Admitted admitted -> Optional.empty();
            case Decision.TooManyDown down -> Optional.empty();
            case Decision.PinnedHostUnavailable host -> Optional.empty();
            case Decision.AlreadyViolated violated ->
                violated.withoutFunctions().isEmpty() ? added(lightest(violated.shortage())) : Optional.empty();
            case Decision.ReserveShort shortOf -> added(lightest(Optional.of(shortOf.shortage())));
            case Decision.Unproven unproven -> added(lightest(Optional.empty()));
            case Decision.NoRoom none -> added(roomiest());
            case Decision.PinnedHostFull host -> added(roomiest());
            case Decision.TierTooRare rare -> addedPorts(state.failures() + 1 - rare.hosts());
            case Decision.NoCapablePort none -> addedPorts(state.failures() + 1);
        };
    }

    private Optional<Addition> added(Comparator<HostState> order) {
        List<EnlargeableHost> hosts = state.hosts().stream()
                .filter(HostState::takesVms)
                .sorted(pinnedFirst().thenComparing(order).thenComparing(HostState::name))
                .flatMap(host -> withPorts(host).stream())
                .toList();
        AdditionSizer sizer = new AdditionSizer(state, demand, whatIf, hosts);
        return sizer.least().map(sizer::addition);
    }

    private Comparator<HostState> pinnedFirst() {
        return Comparator.comparing(host -> !whatIf.pinned().equals(Optional.of(host.name())));
    }

    /**
     * The hosts that take VMs: with those of their ports that would serve the VM, or with a further one where one is missing.
     * Hosts for which neither is enough aren't among them.
     */
    List<EnlargeableHost> enlargeable() {
        return state.hosts().stream()
                .filter(HostState::takesVms)
                .flatMap(host -> withPorts(host).or(() -> withNewPort(host)).stream())
                .toList();
    }

    /** How many ports of the pool the VM needs at least. */
    private int needed() {
        return demand.differentPorts() ? demand.ofPool(pool) : 1;
    }

    private Stream<PortState> capable(HostState host) {
        return Arrays.stream(host.ports())
                .filter(port -> port.port().pool() == pool
                        && port.tier() >= demand.tier()
                        && port.port().virtualFunctions() > 0);
    }

    /** As many ports as the VM needs, those that serve most; ports are in the order of names, of equals it is the first. */
    private Optional<EnlargeableHost> withPorts(HostState host) {
        List<String> ports = capable(host)
                .sorted(Comparator.comparingInt(PortState::tier).reversed())
                .limit(needed())
                .map(port -> port.port().name())
                .toList();
        return ports.size() < needed() ? Optional.empty() : Optional.of(new EnlargeableHost(host.host(), ports, pool));
    }

    /** If the host lacks one port for the VM. */
    private Optional<EnlargeableHost> withNewPort(HostState host) {
        return capable(host).count() == needed() - 1
                ? Optional.of(new EnlargeableHost(host.host(), List.of(), pool))
                : Optional.empty();
    }

    /** Where least is missing for the VM. */
    private Comparator<HostState> roomiest() {
        return Comparator.comparingInt(host -> -host.roomFrom(demand.tier(), state.queuePairs(demand)));
    }

    /** Where a failure costs least: what is added to the hosts whose failure is the worst case goes with them. */
    private Comparator<HostState> lightest(Optional<Shortage> shortage) {
        int tier = shortage.map(Shortage::tier).orElse(0);
        boolean pairs = shortage.filter(found -> found.unit() == Shortage.Unit.QUEUE_PAIRS)
                .isPresent();
        return Comparator.comparingLong(host -> weight(host, tier, pairs));
    }

    /** What goes with a host that its VMs of at least a tier have, and could have. */
    private long weight(HostState host, int tier, boolean pairs) {
        long weight = 0;
        for (int number = 0; number < state.classes().count(); number++) {
            Demand present = state.classes().demand(number);
            if (present.tier() >= tier) {
                long each = (long) present.ofPool(pool) * (pairs ? state.queuePairs(present) : 1);
                weight += host.vms(number) * each;
            }
        }
        for (PortState port : host.ports()) {
            if (port.tier() >= tier && port.port().pool() == pool) {
                long most = (long) port.freeFunctions() * state.tiers().queuePairs(port.tier());
                weight += pairs ? Math.min(port.freeQueuePairs(), most) : port.freeFunctions();
            }
        }
        return weight;
    }

    /** Ports for the tier on hosts that lack one, on as few as possible. */
    private Optional<Addition> addedPorts(int fewest) {
        List<EnlargeableHost> hosts = state.hosts().stream()
                .filter(HostState::takesVms)
                .sorted(pinnedFirst().thenComparing(HostState::name))
                .flatMap(host -> withNewPort(host).stream())
                .toList();
        AdditionSizer sizer = new AdditionSizer(state, demand, whatIf, hosts);
        if (fewest > hosts.size() || sizer.onFirst(hosts.size()).isEmpty()) {
            return Optional.empty();
        }
        int count = BinarySearch.first(
                fewest, hosts.size(), tried -> sizer.onFirst(tried).isPresent());
        return sizer.onFirst(count).map(sizer::addition);
    }
}

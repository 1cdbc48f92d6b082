package io.accelnet.operator.metrics;

import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Port;
import io.accelnet.plan.membership.IntentAdapters;
import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How alike the hosts of a pool are: of each fact, how many different values the hosts have for the same adapter. A pool whose hosts differ
 * holds what it promises, but its smallest hosts are of less use than people think.
 */
final class HostVariants {
    /** What is compared. */
    enum HostFact {
        /** How many virtual functions the adapter has; a host that lacks the adapter has 0. */
        VIRTUAL_FUNCTIONS,
        /** The adapter's budget of queue pairs, and the most that one virtual function can have. */
        QUEUE_PAIRS,
        LINK_SPEED,
        DRIVER;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the SR-IOV network operator says of the ports of hosts, by the host's name. */
    private final Map<String, List<Port>> ports = new HashMap<>();

    HostVariants(ClusterObjects objects) {
        for (SriovNetworkNodeState state : objects.hosts().states().objects()) {
            ports.computeIfAbsent(state.getMetadata().getName(), name -> new ArrayList<>())
                    .addAll(state.ports());
        }
    }

    /**
     * How many different values each fact has, for the adapter for which it has most; 0 if no host states it.
     *
     * @param adapters the adapters of a pool, as its intent names them
     * @param hosts the members of the cluster
     */
    Map<HostFact, Integer> of(List<String> adapters, Collection<NodeSnapshot> hosts) {
        Map<HostFact, Integer> most = new EnumMap<>(HostFact.class);
        for (HostFact fact : HostFact.values()) {
            int variants = 0;
            for (String adapter : adapters) {
                Set<String> values = new HashSet<>();
                hosts.forEach(host -> value(fact, host, adapter).ifPresent(values::add));
                variants = Math.max(variants, values.size());
            }
            most.put(fact, variants);
        }
        return most;
    }

    private Optional<String> value(HostFact fact, NodeSnapshot host, String name) {
        Optional<AdapterSnapshot> adapter = IntentAdapters.find(host, name);
        return switch (fact) {
            case VIRTUAL_FUNCTIONS ->
                Optional.of(adapter.map(AdapterSnapshot::virtualFunctions).orElse(0) + "");
            case QUEUE_PAIRS -> adapter.flatMap(HostVariants::queuePairs);
            case LINK_SPEED ->
                adapter.flatMap(its -> port(host, its)).map(Port::linkSpeed).filter(speed -> !speed.startsWith("-"));
            case DRIVER -> adapter.flatMap(its -> port(host, its)).map(Port::driver);
        };
    }

    private static Optional<String> queuePairs(AdapterSnapshot adapter) {
        OptionalInt all = adapter.queuePairs();
        OptionalInt each = adapter.maxQueuePairsPerFunction();
        return all.isPresent() || each.isPresent() ? Optional.of(all + " " + each) : Optional.empty();
    }

    private Optional<Port> port(NodeSnapshot host, AdapterSnapshot adapter) {
        List<String> names = Stream.concat(Stream.of(adapter.name()), adapter.altNames().stream())
                .toList();
        return Optional.ofNullable(ports.get(host.name())).stream()
                .flatMap(List::stream)
                .filter(port -> Optional.ofNullable(port.name())
                        .filter(its -> names.stream().anyMatch(name -> IntentAdapters.same(name, its)))
                        .isPresent())
                .findFirst();
    }
}

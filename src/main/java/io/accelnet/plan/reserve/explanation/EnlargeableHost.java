package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A host to whose ports VFs and queue pairs may be added, the same to each of some of them.
 *
 * @param host the host as it is
 * @param ports some of its ports, all of the pool; none for a further one, which serves every tier and has no budget of
 *     queue pairs
 * @param pool the pool
 */
record EnlargeableHost(Host host, List<String> ports, int pool) {

    /** Begins the name of a port that a host doesn't have: one for each pool. */
    private static final String NEW_PORT = "\0added";

    EnlargeableHost {
        ports = List.copyOf(ports);
    }

    /** The host with so much more there. */
    Host with(int functions, int queuePairs) {
        List<Port> enlarged = new ArrayList<>();
        for (Port each : host.ports()) {
            enlarged.add(ports.contains(each.name()) ? enlarged(each, functions, queuePairs) : each);
        }
        if (ports.isEmpty()) {
            enlarged.add(new Port(NEW_PORT + pool, functions, Port.UNBOUNDED, Port.UNBOUNDED, pool));
        }
        return new Host(host.name(), host.down(), host.cordoned(), host.leaving(), enlarged);
    }

    private static Port enlarged(Port port, int functions, int queuePairs) {
        return new Port(
                port.name(),
                port.virtualFunctions() + functions,
                port.queuePairs() == Port.UNBOUNDED ? Port.UNBOUNDED : port.queuePairs() + queuePairs,
                port.maxQueuePairsPerFunction(),
                port.pool());
    }

    Stream<Addition.Place> places() {
        return ports.isEmpty()
                ? Stream.of(new Addition.Place(host.name(), Optional.empty()))
                : ports.stream().map(port -> new Addition.Place(host.name(), Optional.of(port)));
    }

    /** Without one of its places; empty if it is the only one. */
    Optional<EnlargeableHost> without(Addition.Place place) {
        if (!place.host().equals(host.name())) {
            return Optional.of(this);
        }
        List<String> others = ports.stream()
                .filter(port -> !place.port().equals(Optional.of(port)))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(new EnlargeableHost(host, others, pool));
    }
}

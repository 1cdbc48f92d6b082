package io.accelnet.plan.reserve.explanation;

import io.accelnet.plan.reserve.Addition;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A port to which VFs and queue pairs may be added.
 *
 * @param host the host as it is
 * @param port one of its ports; empty for a further one, which serves every tier and has no budget of queue pairs
 * @param pool its pool
 */
record EnlargeablePort(Host host, Optional<String> port, int pool) {

    private static final String NEW_PORT = "\0added";

    /** The host with so much more there. */
    Host with(int functions, int queuePairs) {
        List<Port> ports = new ArrayList<>();
        for (Port each : host.ports()) {
            ports.add(port.equals(Optional.of(each.name())) ? enlarged(each, functions, queuePairs) : each);
        }
        if (port.isEmpty()) {
            ports.add(new Port(NEW_PORT, functions, Port.UNBOUNDED, Port.UNBOUNDED, pool));
        }
        return new Host(host.name(), host.down(), host.cordoned(), host.leaving(), ports);
    }

    private static Port enlarged(Port port, int functions, int queuePairs) {
        return new Port(
                port.name(),
                port.virtualFunctions() + functions,
                port.queuePairs() == Port.UNBOUNDED ? Port.UNBOUNDED : port.queuePairs() + queuePairs,
                port.maxQueuePairsPerFunction(),
                port.pool());
    }

    Addition.Place place() {
        return new Addition.Place(host.name(), port);
    }
}

package io.accelnet.plan.simulation;

import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Random events of one port: its link, the virtual functions that are left out of it, its name. */
final class HostEvents {
    private final Simulation simulation;
    private final Random random;

    HostEvents(Simulation simulation, Random random) {
        this.simulation = simulation;
        this.random = random;
    }

    /** The link of some port goes down, or comes up. */
    void link() {
        change(port -> withLink(port, random.nextBoolean()));
    }

    /** All links are up. */
    void allLinksUp() {
        for (NodeSnapshot node : List.copyOf(simulation.nodes.values())) {
            adapters(
                    node,
                    node.adapters().stream().map(port -> withLink(port, false)).toList());
        }
    }

    /** Some port has another first virtual function, or leaves out other ones. */
    void leaveOut() {
        change(port -> {
            int first = random.nextInt(4) == 0 ? random.nextInt(3) : port.firstFunction();
            Set<Integer> excluded = new HashSet<>();
            for (int i = 0; i < port.virtualFunctions() - 1; i++) {
                if (random.nextInt(4) == 0) {
                    excluded.add(first + i);
                }
            }
            return with(port, port.name(), port.altNames(), port.linkDown(), first, excluded);
        });
    }

    /** Some port is renamed, and keeps its former name among its other names. */
    void rename() {
        change(HostEvents::renamed);
    }

    /** The port under its other name; if it has none, under a new one. */
    static AdapterSnapshot renamed(AdapterSnapshot port) {
        String name = port.altNames().isEmpty()
                ? port.name() + "np0"
                : port.altNames().getFirst();
        return with(
                port,
                name,
                List.of(port.name().toLowerCase(Locale.ROOT)),
                port.linkDown(),
                port.firstFunction(),
                port.excludedFunctions());
    }

    private interface Change {
        AdapterSnapshot of(AdapterSnapshot port);
    }

    private void change(Change change) {
        List<NodeSnapshot> nodes = List.copyOf(simulation.nodes.values());
        if (nodes.isEmpty()) {
            return;
        }
        NodeSnapshot node = nodes.get(random.nextInt(nodes.size()));
        List<AdapterSnapshot> adapters = new ArrayList<>(node.adapters());
        int which = random.nextInt(adapters.size());
        adapters.set(which, change.of(adapters.get(which)));
        adapters(node, adapters);
    }

    /** Gives a node these ports. */
    void adapters(NodeSnapshot node, List<AdapterSnapshot> adapters) {
        simulation.nodes.put(node.name(), node.withAdapters(adapters));
    }

    private static AdapterSnapshot withLink(AdapterSnapshot port, boolean down) {
        return with(port, port.name(), port.altNames(), down, port.firstFunction(), port.excludedFunctions());
    }

    private static AdapterSnapshot with(
            AdapterSnapshot port,
            String name,
            List<String> altNames,
            boolean linkDown,
            int first,
            Set<Integer> excluded) {
        return new AdapterSnapshot(
                name,
                altNames,
                port.support(),
                port.sriovEnabled(),
                linkDown,
                port.virtualFunctions(),
                first,
                excluded,
                port.queuePairs(),
                port.maxQueuePairsPerFunction());
    }
}

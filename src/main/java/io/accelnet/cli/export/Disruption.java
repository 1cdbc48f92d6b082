package io.accelnet.cli.export;

import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Function;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Port;
import io.accelnet.plan.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what a host goes through when its ports become as they are exported. */
final class Disruption {
    private static final String DRIVER = "vfio-pci";

    private Disruption() {}

    /** One sentence for each port of the host that changes, or one that says that none does. */
    static List<String> of(PoolHost host, List<PoolPort> ports) {
        if (host.state().isEmpty()) {
            return List.of("no SriovNetworkNodeState was read, so that it can't be told whether the node is drained");
        }
        List<String> sentences = new ArrayList<>();
        for (PoolPort port : ports) {
            host.state().get().ports().stream()
                    .filter(one -> port.name().equals(one.name()))
                    .findFirst()
                    .flatMap(one -> of(one, port))
                    .ifPresent(sentences::add);
        }
        return sentences.isEmpty()
                ? List.of("these ports stay as they are, and nothing is drained for them")
                : sentences;
    }

    private static Optional<String> of(Port present, PoolPort port) {
        if (port.numVfs() > present.totalvfs()) {
            return Optional.of(port.name() + " can have " + present.totalvfs() + " VFs at most, and is asked for "
                    + port.numVfs() + ": this fails");
        }
        if (present.numVfs() == 0) {
            return Optional.of(port.name() + " gets its first " + Phrases.count(port.numVfs(), "VF")
                    + "; the node is not drained for that");
        }
        if (present.numVfs() != port.numVfs()) {
            return Optional.of("DRAINED: " + port.name() + " has " + present.numVfs() + " VFs and gets " + port.numVfs()
                    + ". All VFs of the port are destroyed, those of others too");
        }
        Set<String> others = Objects.requireNonNullElse(present.functions(), List.<Function>of()).stream()
                .filter(function -> function.vfID() >= port.first()
                        && function.vfID() < port.first() + port.count()
                        && !DRIVER.equals(function.driver()))
                .map(function -> Objects.requireNonNullElse(function.driver(), "no driver"))
                .collect(Collectors.toCollection(TreeSet::new));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "DRAINED: VFs of " + port.name() + " have " + String.join(", ", others) + " and get " + DRIVER);
    }

    /** The SR-IOV network operator's namespace, where it is seen. */
    static Optional<String> namespace(List<SriovNetworkNodeState> states) {
        return states.stream()
                .flatMap(state -> Optional.ofNullable(state.getMetadata().getNamespace()).stream())
                .findFirst();
    }
}

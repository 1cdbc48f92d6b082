package io.accelnet.testing.invariant;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds versions, in their order, against every invariant. */
final class Judge {
    private final Observed now = new Observed();
    private final History history = new History();
    private final Findings findings = new Findings(history);
    private final List<Invariant> invariants;

    /**
     * Starts with nothing.
     *
     * @param resourceNames the extended resources of the pools
     * @param gated those of them whose pods all have the gate first
     */
    Judge(Set<String> resourceNames, Set<String> gated) {
        this.invariants = List.of(
                new OneHandForEachVirtualFunction(resourceNames),
                new BoundWhereItWasOpened(resourceNames, gated),
                new EntryBeforeOpening(resourceNames),
                new PromiseKept(resourceNames));
    }

    void see(Version version) {
        findings.at(version.number());
        history.note(version);
        Optional<HasMetadata> before = now.apply(version);
        invariants.forEach(invariant -> invariant.see(version, before, now, findings));
    }

    void settled() {
        invariants.forEach(invariant -> invariant.settled(now, findings));
    }

    List<Violation> violations() {
        return findings.violations();
    }
}

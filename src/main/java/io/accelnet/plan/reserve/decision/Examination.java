package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.conditions.Breach;
import java.util.List;
import java.util.Optional;

/**
 * Whether a state survives its failures. With neither a proof nor something that disproves it, the question is open.
 *
 * @param proof the argument that proves it
 * @param breach the condition that disproves it
 * @param fatal hosts, by name, whose failure disproves it, as everything was tried for the VMs there; empty if there is a
 *     condition that does
 */
public record Examination(Optional<String> proof, Optional<Breach> breach, List<String> fatal) {

    /** Takes a copy of the list. */
    public Examination {
        fatal = List.copyOf(fatal);
    }

    static Examination proven(Optional<String> proof) {
        return new Examination(proof, Optional.empty(), List.of());
    }

    public boolean holds() {
        return proof.isPresent();
    }

    /** Whether it is known not to survive. */
    boolean isRefuted() {
        return breach.isPresent() || !fatal.isEmpty();
    }

    /** What is short, if it is known not to survive. */
    public Optional<Shortage> shortage() {
        return breach.map(Breach::shortage)
                .or(() -> Optional.of(fatal)
                        .filter(hosts -> !hosts.isEmpty())
                        .map(hosts -> new Shortage(0, 1, 1, Shortage.Unit.PLACES, hosts)));
    }
}

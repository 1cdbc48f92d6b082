package io.accelnet.plan.reserve.decision;

import io.accelnet.plan.reserve.conditions.Breach;
import java.util.Optional;

/**
 * Whether a state survives its failures.
 *
 * @param proof the argument that proves it
 * @param breach the condition that disproves it; with neither, the question is open
 */
public record Examination(Optional<String> proof, Optional<Breach> breach) {

    public boolean holds() {
        return proof.isPresent();
    }
}

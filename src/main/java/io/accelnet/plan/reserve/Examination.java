package io.accelnet.plan.reserve;

import java.util.Optional;

/**
 * Whether a state survives its failures.
 *
 * @param proof the argument that proves it
 * @param breach the condition that disproves it; with neither, the question is open
 */
record Examination(Optional<String> proof, Optional<Breach> breach) {

    boolean holds() {
        return proof.isPresent();
    }
}

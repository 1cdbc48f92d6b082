package io.accelnet.testing.invariant;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** Something that must hold. */
interface Invariant {
    /**
     * Looks at a version.
     *
     * @param before the object's version before, if there was one
     * @param now all objects, with this version
     */
    void see(Version version, Optional<HasMetadata> before, Observed now, Findings findings);

    /** Looks at a settled state. */
    void settled(Observed now, Findings findings);
}

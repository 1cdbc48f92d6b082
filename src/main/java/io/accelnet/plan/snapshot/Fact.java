package io.accelnet.plan.snapshot;

import java.util.Optional;

/** A fact about a node that its AccelNetNode may leave unstated. */
public enum Fact {
    YES,
    NO,
    UNKNOWN;

    /** The fact that a field states; UNKNOWN if the field is absent. */
    public static Fact of(Optional<Boolean> said) {
        return said.map(yes -> yes ? YES : NO).orElse(UNKNOWN);
    }
}

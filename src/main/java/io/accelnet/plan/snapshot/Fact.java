package io.accelnet.plan.snapshot;

import java.util.Optional;

/** A fact that whoever describes a host may have left open. */
public enum Fact {
    YES,
    NO,
    UNKNOWN;

    /** Absent means that it isn't known. */
    public static Fact of(Optional<Boolean> said) {
        return said.map(yes -> yes ? YES : NO).orElse(UNKNOWN);
    }
}

package io.accelnet.operator.gate;

import java.util.Arrays;
import java.util.Optional;

/** How much of the gate is wanted, for the whole installation. */
public enum Enforcement {
    /** Pods that request virtual functions start as they like. */
    OFF("Off"),
    /** The API server warns of pods that it would hold. */
    WARN("Warn"),
    /** The API server holds pods until their virtual functions are reserved. */
    ON("On");

    private final String label;

    Enforcement(String label) {
        this.label = label;
    }

    /** As users write it. */
    public String label() {
        return label;
    }

    /** The one that users write so. */
    public static Optional<Enforcement> of(String label) {
        return Arrays.stream(values())
                .filter(value -> value.label.equals(label))
                .findFirst();
    }
}

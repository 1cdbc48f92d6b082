package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A share of the lives, with fresh seeds each time; {@code make lives} lives as many as it is told. A life in which a promise is broken
 * is left in {@code target/lives} as manifests, and the failure says which command lives it again.
 */
class LivesTest {
    private static final int WORLDS = Integer.getInteger("planner.worlds", 20);

    private final long seed = Long.getLong("planner.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource
    void whateverHappensPromisesAreKept(LifeKind kind) {
        Lives lives = new Lives(System.out);

        // Where everything is tried, a plan takes longer.
        boolean dear = kind == LifeKind.REMEDIES || kind == LifeKind.POOLS;
        lives.live(kind, seed, dear ? WORLDS / 4 : WORLDS);

        assertThat(lives.found()).isEmpty();
        assertThat(lives.steps()).as("steps of all lives").isPositive();
    }

    /** With this seed two VMs of an outage must exchange their VFs for a third one to have any, and neither can move first. */
    @Test
    void vmsThatMustExchangeTheirFunctionsDo() {
        new FailuresLife().live(new Random(16_310_386_780_473L), new Steps());
    }
}

package io.accelnet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of a promise when a VM asks for less, or for something else, while it has nothing. */
class PromiseTest {
    private static final List<String> THREE = List.of("eth0", "eth1", "eth2");
    private static final Map<String, String> ONE_OF_BLUE = Map.of("eth2", "blue");

    private final Promise promise = new Promise(Level.MEDIUM, THREE, ONE_OF_BLUE, true);

    @Test
    void lessOfEachIntentIsLess() {
        Promise asked = new Promise(Level.HIGH, List.of("a", "b"), Map.of("b", "blue"), true);
        assertThat(promise.within(asked))
                .isEqualTo(new Promise(Level.MEDIUM, List.of("a", "b"), Map.of("b", "blue"), true));
    }

    /** To have two of blue instead of three in all takes an admission. */
    @Test
    void moreOfAnIntentIsNoLess() {
        Promise asked = new Promise(Level.LOW, List.of("a", "b"), Map.of("a", "blue", "b", "blue"), true);
        assertThat(promise.within(asked)).isEqualTo(new Promise(Level.LOW, THREE, ONE_OF_BLUE, true));
    }

    @Test
    void anyPortsAreLess() {
        Promise asked = new Promise(Level.MEDIUM, THREE, ONE_OF_BLUE, false);
        assertThat(promise.within(asked)).isEqualTo(asked);
        assertThat(asked.within(promise)).as("different ports are more").isEqualTo(asked);
    }

    @Test
    void whatIsNotKnownChangesNothing() {
        assertThat(promise.within(new Promise(Level.MEDIUM, List.of()))).isEqualTo(promise);
    }
}

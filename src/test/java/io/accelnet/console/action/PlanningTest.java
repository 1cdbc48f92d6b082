package io.accelnet.console.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.console.KnownActions;
import io.accelnet.console.KnownFacts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often all that plans are made from is read. */
class PlanningTest {
    private KnownFacts facts;
    private Planning planning;
    private Instant now;
    private int readings;

    @BeforeEach
    void start() throws IOException {
        facts = KnownFacts.samples();
        now = Instant.parse("2026-01-01T00:00:00Z");
        readings = 0;
        KnownActions known = new KnownActions(facts);
        planning = new Planning(facts, KnownActions.but(KnownActions.but(known, "now", () -> now), "planned", () -> {
            readings++;
            return known.planned();
        }));
    }

    private int readingsAfter(Duration more) {
        now = now.plus(more);
        planning.objects();
        return readings;
    }

    @Test
    void isReadNowAndThenWhileNothingChanges() {
        assertThat(readingsAfter(Duration.ZERO)).isEqualTo(1);
        assertThat(readingsAfter(Duration.ofSeconds(29))).isEqualTo(1);
        assertThat(readingsAfter(Duration.ofSeconds(1))).isEqualTo(2);
    }

    /** In a large cluster something changes all the time. */
    @Test
    void isNotReadAtEveryChange() {
        assertThat(readingsAfter(Duration.ZERO)).isEqualTo(1);
        facts.changes();
        assertThat(readingsAfter(Duration.ofSeconds(4))).isEqualTo(1);
        assertThat(readingsAfter(Duration.ofSeconds(1))).isEqualTo(2);
        assertThat(readingsAfter(Duration.ofSeconds(29))).isEqualTo(2);
    }

    @Test
    void isReadAfterAWriteOfOnesOwn() {
        assertThat(readingsAfter(Duration.ZERO)).isEqualTo(1);
        planning.forget();
        assertThat(readingsAfter(Duration.ZERO)).isEqualTo(2);
    }
}

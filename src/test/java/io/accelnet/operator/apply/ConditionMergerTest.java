package io.accelnet.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionMergerTest {
    private static final Finding READY = Finding.holds(ConditionType.READY, Reason.READY, "It is ready.");
    private static final Finding NOT_READY = Finding.fails(ConditionType.READY, Reason.NODE_DOWN, "It isn't.");

    private final ConditionMerger early = at("2026-01-01T00:00:00.5Z");
    private final ConditionMerger late = at("2026-01-02T00:00:00Z");

    @Test
    void whatNothingChangedAboutComesBackEqual() {
        List<Condition> first = early.merge(List.of(), List.of(READY), 1);

        assertThat(late.merge(first, List.of(READY), 1)).isEqualTo(first);
    }

    @Test
    void theTimeIsThatOfTheLastChangeOfStatus() {
        List<Condition> first = early.merge(List.of(), List.of(READY), 1);
        Finding otherwise = Finding.holds(ConditionType.READY, Reason.ASSIGNED, "For another reason.");

        assertThat(late.merge(first, List.of(otherwise), 2))
                .singleElement()
                .returns("2026-01-01T00:00:00Z", Condition::getLastTransitionTime)
                .returns(2L, Condition::getObservedGeneration)
                .returns("Assigned", Condition::getReason);
        assertThat(late.merge(first, List.of(NOT_READY), 2))
                .singleElement()
                .returns("2026-01-02T00:00:00Z", Condition::getLastTransitionTime);
    }

    @Test
    void theOrderIsThatOfTheFindingsAndNothingElseStays() {
        Finding stalled = Finding.holds(ConditionType.STALLED, Reason.NODE_DOWN, "It waits for you.");
        List<Condition> first = early.merge(List.of(), List.of(stalled, NOT_READY), 1);

        assertThat(late.merge(first, List.of(NOT_READY, stalled), 1))
                .extracting(Condition::getType)
                .containsExactly("Ready", "Stalled");
        assertThat(late.merge(first, List.of(READY), 1)).hasSize(1);
    }

    @Test
    void aMessageIsNoLongerThanTheApiServerTakes() {
        Finding endless = Finding.fails(ConditionType.READY, Reason.NODE_DOWN, "x".repeat(40_000));

        String message = early.merge(List.of(), List.of(endless), 1).getFirst().getMessage();

        assertThat(message).hasSize(32_768).endsWith("x…");
    }

    private static ConditionMerger at(String time) {
        return new ConditionMerger(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }
}

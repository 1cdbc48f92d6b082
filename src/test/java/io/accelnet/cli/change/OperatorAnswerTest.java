package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterStatus;
import io.accelnet.cli.change.OperatorAnswer.Verdict;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperatorAnswerTest {
    private static final Condition NOT_READY = condition("Ready", "False", "Intent_not_found", 3);

    private static Condition condition(String type, String status, String reason, long generation) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(reason + "!")
                .withObservedGeneration(generation)
                .build();
    }

    private static OperatorAnswer answer(@Nullable Long observed, Condition... conditions) {
        AccelNetCluster cluster = Objects.cluster(50);
        cluster.getMetadata().setGeneration(3L);
        cluster.setStatus(new AccelNetClusterStatus(observed, null, null, null, List.of(), List.of(conditions)));
        return OperatorAnswer.of(cluster);
    }

    @Test
    void goesByTheConditionsOfTheNewestSpec() {
        Condition ready = condition("Ready", "True", "Ready", 3);

        assertThat(answer(3L, ready).verdict()).isEqualTo(Verdict.READY);
        assertThat(answer(2L, ready).verdict()).as("an older spec").isEqualTo(Verdict.PENDING);
        assertThat(answer(3L, condition("Ready", "True", "Ready", 2)).verdict())
                .as("an older condition")
                .isEqualTo(Verdict.PENDING);
        assertThat(OperatorAnswer.of(Objects.cluster(50)).verdict())
                .as("no status")
                .isEqualTo(Verdict.PENDING);
    }

    /** What the schema gives a new object: nobody has looked at it. */
    @Test
    void theDefaultOfTheSchemaIsNoAnswer() {
        assertThat(answer(
                                null,
                                condition("Ready", "Unknown", "Pending", 0),
                                condition("Reconciling", "True", "Pending", 0))
                        .verdict())
                .isEqualTo(Verdict.PENDING);
    }

    @Test
    void saysTheFirstCodeOfWhatFails() {
        OperatorAnswer refused = answer(3L, NOT_READY, condition("Stalled", "True", "Other", 3));
        OperatorAnswer waiting = answer(3L, NOT_READY, condition("Reconciling", "True", "Other", 3));

        assertThat(refused).isEqualTo(new OperatorAnswer(Verdict.REFUSED, "Intent_not_found", "Intent_not_found!"));
        assertThat(waiting.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(waiting.verdict().isFinal()).isFalse();
        assertThat(refused.verdict().isFinal()).isTrue();
    }
}

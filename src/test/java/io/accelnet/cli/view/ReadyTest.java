package io.accelnet.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.report.Mark;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyTest {
    private static final List<Condition> CONDITIONS = List.of(new ConditionBuilder()
            .withType("Ready")
            .withStatus("True")
            .withReason("Ready")
            .withMessage("All is well.")
            .build());

    @Test
    void aStatusOfThePresentSpecIsTold() {
        Ready ready = Ready.of(cluster(2), 2L, CONDITIONS);
        assertThat(ready).isEqualTo(new Ready("True", "Ready", "All is well."));
        assertThat(ready.mark()).isEqualTo(Mark.GOOD);
    }

    /** Else a change would look as if it were done before the operator has seen it. */
    @Test
    void aStatusOfAnotherSpecIsNoAnswer() {
        Ready ready = Ready.of(cluster(3), 2L, CONDITIONS);
        assertThat(ready.status()).isEqualTo("Unknown");
        assertThat(ready.reason()).isEqualTo("SpecChanged");
        assertThat(ready.message()).contains("All is well.");
        assertThat(ready.mark()).isEqualTo(Mark.OPEN);
    }

    @Test
    void whatNobodyHasLookedAtIsntKnown() {
        assertThat(Ready.of(cluster(1), null, List.of()).reason()).isEqualTo("NotYetSeen");
    }

    private static AccelNetCluster cluster(long generation) {
        AccelNetCluster cluster = new AccelNetCluster();
        cluster.setMetadata(new ObjectMetaBuilder()
                .withName("east")
                .withGeneration(generation)
                .build());
        return cluster;
    }
}

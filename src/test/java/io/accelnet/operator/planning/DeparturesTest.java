package io.accelnet.operator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.planning.Departures.Departed;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known to be gone, and for how long. */
class DeparturesTest {
    private static final Departed GONE = Departed.vm("tenant", "a", "uid-a");

    private boolean leads = true;
    private final Departures departures = new Departures(() -> leads);

    @Test
    void remembersWhatAPlanMayAskFor() {
        departures.went(vm());
        assertThat(departures.include(GONE)).isTrue();

        departures.retain(Set.of());
        assertThat(departures.include(GONE)).isFalse();
    }

    @Test
    void whoDoesNotPlanRemembersNothing() {
        leads = false;

        departures.went(vm());

        assertThat(departures.include(GONE)).isFalse();
    }

    private static AccelNetVM vm() {
        AccelNetVM vm = Objects.vm("tenant", "a");
        vm.getMetadata().setUid("uid-a");
        return vm;
    }
}

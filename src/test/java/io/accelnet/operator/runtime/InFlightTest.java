package io.accelnet.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.harness.Objects;
import org.junit.jupiter.api.Test;

/** What a watch delivers before the answer is here is neither lost nor taken for news. */
class InFlightTest {
    private final InFlight inFlight = new InFlight();
    private final AccelNetVM vm = Objects.vm("tenant", "web");

    @Test
    void remembersWhatComesWhileAWriteIsUnderWay() {
        inFlight.began(ObjectKey.of(vm));

        assertThat(inFlight.defers(version("7"))).isTrue();
        assertThat(inFlight.defers(version("8"))).isTrue();

        assertThat(inFlight.ended(ObjectKey.of(vm))).containsExactlyInAnyOrder("7", "8");
    }

    @Test
    void defersNothingElse() {
        assertThat(inFlight.defers(version("7"))).isFalse();

        inFlight.began(ObjectKey.of(Objects.vm("tenant", "db")));

        assertThat(inFlight.defers(version("7"))).isFalse();
        assertThat(inFlight.ended(ObjectKey.of(vm))).isEmpty();
    }

    private AccelNetVM version(String version) {
        vm.getMetadata().setResourceVersion(version);
        return vm;
    }
}

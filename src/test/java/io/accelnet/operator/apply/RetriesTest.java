package io.accelnet.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private Instant now = Instant.EPOCH;
    private final Retries retries = new Retries(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aPoisonedObjectIsTriedLessAndLessOften() {
        Change<?> change = change("1");
        int tries = 0;
        for (int second = 0; second < 600; second++) {
            now = Instant.EPOCH.plusSeconds(second);
            if (retries.allowed(change)) {
                tries++;
                retries.failed(change, Duration.ZERO);
            }
        }

        assertThat(tries).isBetween(20, 40);
    }

    @Test
    void anObjectThatHasChangedIsTriedAtOnce() {
        retries.failed(change("1"), Duration.ZERO);

        assertThat(retries.allowed(change("1"))).isFalse();
        assertThat(retries.allowed(change("2"))).isTrue();
    }

    @Test
    void theServersWishIsHeeded() {
        retries.failed(change("1"), Duration.ofSeconds(7));

        assertThat(retries.untilNext()).contains(Duration.ofSeconds(7));
    }

    @Test
    void nothingIsDueForWhatNeedsNoWrite() {
        retries.failed(change("1"), Duration.ZERO);
        retries.retain(Set.of());

        assertThat(retries.untilNext()).isEmpty();
    }

    private static Change<AccelNetVMStatus> change(String version) {
        AccelNetVM vm = new AccelNetVM();
        vm.setMetadata(new ObjectMetaBuilder()
                .withNamespace("tenant")
                .withName("vm")
                .withResourceVersion(version)
                .build());
        AccelNetVMStatus status = new AccelNetVMStatus(1L, true, null, null, List.of(), null, List.of());
        return new Change<>(vm, status, List.of(), List.of());
    }
}

package io.accelnet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A share of the fuzzer's manifests on a genuine API server, with a fresh seed each time; {@code make fuzz-api} goes on. */
@Tag("by-chance")
@ExtendWith(SharedControlPlane.class)
class ApiFuzzIT {
    private static final int MANIFESTS = Integer.getInteger("fuzz.manifests", 200);

    @Test
    void theApiServerSaysTheSameAndABystanderNoticesNothing(ControlPlane controlPlane) {
        ApiFuzz fuzz = new ApiFuzz(System.out);

        fuzz.run(controlPlane, Long.getLong("fuzz.seed", System.nanoTime()), MANIFESTS);

        assertThat(fuzz.found()).isEmpty();
    }
}

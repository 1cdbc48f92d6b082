package io.accelnet.operator.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A share of {@code make life}, with a fresh seed each time. */
class LifeOnClusterIT {
    private static final Duration TIME = Duration.ofSeconds(40);

    /** What stands in KubeVirt's place does what it should whatever happens, also where nobody holds anybody back. */
    @Test
    void kubeSchedulerAloneGivesNoDeviceTwice() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        try (Pool pool = Pool.start(false)) {
            LifeOnCluster life = new LifeOnCluster(pool, seed);
            assertThat(life.live(Integer.MAX_VALUE, TIME)).as("seed %d", seed).isEmpty();
            System.out.println("seed " + seed + ": " + life.summary());
        }
    }
}

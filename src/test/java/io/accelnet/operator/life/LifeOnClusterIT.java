package io.accelnet.operator.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A share of {@code make life}, with a fresh seed each time. */
@Tag("by-chance")
class LifeOnClusterIT {
    @Test
    void everyPromiseIsKept() throws IOException, InterruptedException {
        live(true, Duration.ofSeconds(25));
    }

    /** What stands in KubeVirt's place does what it should whatever happens, also where nobody holds anybody back. */
    @Test
    void kubeSchedulerAloneGivesNoDeviceTwice() throws IOException, InterruptedException {
        live(false, Duration.ofSeconds(10));
    }

    private static void live(boolean hasOperator, Duration time) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        try (Pool pool = Pool.startWithBlue(hasOperator)) {
            LifeOnCluster life = new LifeOnCluster(pool, seed);
            assertThat(life.live(Integer.MAX_VALUE, time)).as("seed %d", seed).isEmpty();
            System.out.println("seed " + seed + ": " + life.summary());
        }
    }
}

package io.accelnet.alerts;

import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.metrics.MetricsSettings;
import io.accelnet.testing.deploy.InstalledOperator;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * A second operator that takes itself for the leader, as one of another installation with a Lease of its own does, and whose planner never
 * comes to an end: so it writes nothing, and the first one has its way.
 */
final class HeldOperator implements AutoCloseable {
    private final CountDownLatch held;
    private final AccelNetOperator operator;

    private HeldOperator(CountDownLatch held, AccelNetOperator operator) {
        this.held = held;
        this.operator = operator;
    }

    /**
     * Starts one.
     *
     * @param metricsPort where it tells its metrics, by HTTPS
     */
    static HeldOperator start(Path kubeconfig, int metricsPort) {
        CountDownLatch held = new CountDownLatch(1);
        return new HeldOperator(
                held,
                AccelNetOperator.builder("held", InstalledOperator.NAMESPACE)
                        .kubeconfig(kubeconfig)
                        .leaderElection(false)
                        .healthPort(0)
                        .metrics(new MetricsSettings(MetricsSettings.Mode.SECURE, metricsPort, Optional.empty()))
                        .planner(snapshot -> {
                            try {
                                held.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            throw new IllegalStateException("this planner was held");
                        })
                        .exit(code -> {})
                        .start());
    }

    @Override
    public void close() {
        held.countDown();
        operator.close();
    }
}

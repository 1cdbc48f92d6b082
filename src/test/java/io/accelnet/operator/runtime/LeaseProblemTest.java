package io.accelnet.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

/** Whoever starts the operator without its namespace is told so. */
class LeaseProblemTest {
    private final LeaseProblem problem = new LeaseProblem("accelnet-system");

    @Test
    void namesTheNamespaceThatIsMissing() {
        assertThat(problem.describe(new KubernetesClientException("not found", 404, null)))
                .contains("there is no namespace accelnet-system", "kubectl create namespace accelnet-system");
    }

    @Test
    void saysWhatTheServerSaysOfAllElse() {
        assertThat(problem.describe(new KubernetesClientException("leases is forbidden", 403, null)))
                .contains("namespace accelnet-system", "leases is forbidden")
                .doesNotContain("kubectl create");
    }
}

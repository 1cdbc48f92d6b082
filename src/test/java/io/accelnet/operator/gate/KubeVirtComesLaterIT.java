package io.accelnet.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.deploy.InstalledOperator;
import io.accelnet.testing.kubevirt.ActorSettings;
import io.accelnet.testing.kubevirt.KubeVirtActor;
import io.accelnet.testing.kubevirt.KubeVirtCrds;
import io.accelnet.testing.kubevirt.SriovHost;
import io.accelnet.testing.kubevirt.VirtualMachines;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** KubeVirt and the SR-IOV network operator are installed when the operator runs already, and enforcement is On. */
class KubeVirtComesLaterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void theirHostsAreDiscoveredAndTheirVmsStart(@TempDir Path folder) throws IOException, InterruptedException {
        try (GatedCluster cluster = GatedCluster.start()) {
            KubernetesClient client = cluster.admin();
            cluster.startScheduler();
            client.resource(Objects.intent(Pods.RESOURCE)).create();
            client.resource(Objects.cluster(0)).create();
            client.resource(Objects.reference(Pods.NAMESPACE, "vm", "vm")).create();
            try (AccelNetOperator operator = AccelNetOperator.builder("later", InstalledOperator.NAMESPACE)
                    .kubeconfig(cluster.operatorsKubeconfig(folder))
                    .leaderElection(false)
                    .healthPort(0)
                    .exit(code -> {})
                    .enforcement(Enforcement.ON)
                    .start()) {
                assertThat(operator.isLeading()).isTrue();
                await().atMost(PATIENCE).until(() -> Statuses.observedGeneration(vm(client)) != null);

                KubeVirtCrds.ofEnvironment().install(client);
                SriovHost.of("host-1", "vm_ports", List.of(Objects.PORT), 4).create(client);
                VirtualMachines vms = new VirtualMachines(client, Pods.NAMESPACE);
                vms.createNetwork(Pods.RESOURCE);
                vms.create("vm", "Always", 1, "1Gi");
                try (KubeVirtActor actor = KubeVirtActor.start(client, ActorSettings.brisk())) {
                    await().atMost(PATIENCE)
                            .until(() -> vms.instance("vm")
                                    .filter(it -> it.text("status", "phase").equals("Running"))
                                    .isPresent());
                    assertThat(actor).isNotNull();
                }
                assertThat(client.resources(AccelNetNode.class)
                                .withName("host-1")
                                .require()
                                .getStatus()
                                .allocations())
                        .extracting(Allocation::name)
                        .containsExactly("vm");
            }
        }
    }

    private static AccelNetVM vm(KubernetesClient client) {
        return client.resources(AccelNetVM.class)
                .inNamespace(Pods.NAMESPACE)
                .withName("vm")
                .require();
    }
}

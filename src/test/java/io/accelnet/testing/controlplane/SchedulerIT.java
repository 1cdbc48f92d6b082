package io.accelnet.testing.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The genuine kube-scheduler places pods by what nodes offer, and leaves those alone that have a gate. */
class SchedulerIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String RESOURCE = "example.com/vm-ports";
    private static final String GATE = "example.com/not-yet";

    private static ControlPlane controlPlane;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws InterruptedException {
        controlPlane = ControlPlane.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
        await().atMost(LIMIT)
                .until(() -> client.serviceAccounts()
                                .inNamespace("default")
                                .withName("default")
                                .get()
                        != null);
        controlPlane.startScheduler();
        node("without", Map.of());
        node("with", Map.of(RESOURCE, new Quantity("1")));
    }

    @AfterAll
    static void stop() {
        client.close();
        controlPlane.close();
    }

    @Test
    void placesAPodWhereTheResourceIsAndLeavesAGatedOneAlone() {
        Pod gated = pod("gated", List.of(GATE));
        await().atMost(LIMIT).until(() -> isConditionReason(gated, "SchedulingGated"));

        Pod open = pod("open", List.of());
        await().atMost(LIMIT).until(() -> "with".equals(nodeOf(open)));
        assertThat(nodeOf(gated)).as("while it has its gate").isNull();

        client.pods().resource(open).withGracePeriod(0).delete();
        client.pods()
                .resource(gated)
                .edit(pod -> new PodBuilder(pod)
                        .editSpec()
                        .withSchedulingGates(List.of())
                        .endSpec()
                        .build());
        await().atMost(LIMIT).until(() -> "with".equals(nodeOf(gated)));
    }

    private static boolean isConditionReason(Pod pod, String reason) {
        return client.pods().resource(pod).get().getStatus().getConditions().stream()
                .anyMatch(condition -> reason.equals(condition.getReason()));
    }

    private static String nodeOf(Pod pod) {
        return client.pods().resource(pod).get().getSpec().getNodeName();
    }

    private static void node(String name, Map<String, Quantity> resources) {
        Node node = client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        client.resource(new NodeBuilder(node)
                        .withNewStatus()
                        .addToAllocatable("pods", new Quantity("10"))
                        .addToAllocatable(resources)
                        .addToCapacity("pods", new Quantity("10"))
                        .addToCapacity(resources)
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private static Pod pod(String name, List<String> gates) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("compute")
                .withImage("none")
                .withNewResources()
                .addToRequests(RESOURCE, new Quantity("1"))
                .addToLimits(RESOURCE, new Quantity("1"))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
        gates.forEach(gate -> pod.getSpec().getSchedulingGates().add(new PodSchedulingGate(gate)));
        return client.resource(pod).create();
    }
}

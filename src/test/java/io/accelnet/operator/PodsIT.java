package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.Objects;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pods are watched while an intent names a resource, and what they have of it is nobody else's. */
@ExtendWith(SharedControlPlane.class)
class PodsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RESOURCE = "example.com/vm_ports";

    @Test
    void podsAreFollowedOnceAnIntentNamesTheirResource(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            KubernetesClient client = arena.client();
            arena.create(
                    Objects.intent(),
                    Objects.cluster(0),
                    Objects.node("node-1", 4, HostType.KUBERNETES_NODE, Availability.AVAILABLE));
            readyNode(client);
            Pod pod = client.resource(pod("sniffer", RESOURCE)).create();
            client.resource(pod("bystander", "example.com/others")).create();
            arena.operator();
            await().atMost(PATIENCE).until(() -> capacity(client).equals(Optional.of(4)));
            assertThat(usedByOthers(client)).isEmpty();
            assertThat(podsManaged(client)).isEmpty();

            client.resources(NetworkIntent.class).withName(Objects.INTENT).edit(intent -> {
                intent.setSpec(Objects.intent(RESOURCE).getSpec());
                return intent;
            });
            await().atMost(PATIENCE).until(() -> usedByOthers(client).equals(Optional.of(1)));
            assertThat(podsManaged(client).orElseThrow().getMessage())
                    .contains(Arena.NAMESPACE + "/sniffer on node node-1 (1)")
                    .doesNotContain("bystander");

            client.resource(pod).withGracePeriod(0).delete();
            await().atMost(PATIENCE).until(() -> usedByOthers(client).isEmpty());
            await().atMost(PATIENCE)
                    .until(() -> podsManaged(client).orElseThrow().getStatus().equals("True"));
        }
    }

    /** Since KubeVirt 1.8 a webhook adds the request. */
    @Test
    void aVmsPodThatMissesItsRequestIsToldSo(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            KubernetesClient client = arena.client();
            kubeVirt.apply("""
                    apiVersion: k8s.cni.cncf.io/v1
                    kind: NetworkAttachmentDefinition
                    metadata: {namespace: %1$s, name: fast, annotations: {k8s.v1.cni.cncf.io/resourceName: %2$s}}
                    ---
                    apiVersion: kubevirt.io/v1
                    kind: VirtualMachine
                    metadata: {namespace: %1$s, name: web}
                    ---
                    apiVersion: kubevirt.io/v1
                    kind: VirtualMachineInstance
                    metadata: {namespace: %1$s, name: web}
                    """.formatted(Arena.NAMESPACE, RESOURCE));
            String uid = client.genericKubernetesResources("kubevirt.io/v1", "VirtualMachineInstance")
                    .inNamespace(Arena.NAMESPACE)
                    .withName("web")
                    .require()
                    .getMetadata()
                    .getUid();
            arena.create(Objects.intent(RESOURCE));
            client.resource(new PodBuilder(pod("launcher", "example.com/others"))
                            .editMetadata()
                            .addToLabels("kubevirt.io/created-by", uid)
                            .addToAnnotations("k8s.v1.cni.cncf.io/networks", "[{\"name\": \"fast\"}]")
                            .withOwnerReferences(new OwnerReference(
                                    "kubevirt.io/v1", null, true, "VirtualMachineInstance", "web", uid))
                            .endMetadata()
                            .build())
                    .create();
            arena.operator();

            for (String name : List.of("launcher", "web")) {
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(eventsOn(client, name)).as(name).containsExactly("RequestMissing"));
            }
        }
    }

    private static List<String> eventsOn(KubernetesClient client, String name) {
        return client.events().v1().events().inNamespace(Arena.NAMESPACE).list().getItems().stream()
                .filter(event -> List.of("Pod", "VirtualMachine")
                                .contains(event.getRegarding().getKind())
                        && name.equals(event.getRegarding().getName()))
                .map(Event::getReason)
                .toList();
    }

    private static void readyNode(KubernetesClient client) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("node-1")
                        .endMetadata()
                        .build())
                .create();
        client.nodes()
                .withName("node-1")
                .editStatus(node -> new NodeBuilder(node)
                        .withNewStatus()
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("True")
                        .endCondition()
                        .addToAllocatable("pods", new Quantity("110"))
                        .addToAllocatable(RESOURCE, new Quantity("4"))
                        .endStatus()
                        .build());
    }

    private static Pod pod(String name, String resource) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(Arena.NAMESPACE)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .addNewContainer()
                .withName("main")
                .withImage("none")
                .withNewResources()
                .addToLimits(resource, new Quantity("1"))
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    private static Optional<AccelNetCluster> cluster(KubernetesClient client) {
        return Optional.ofNullable(client.resources(AccelNetCluster.class)
                .withName(Objects.CLUSTER)
                .get());
    }

    private static Optional<Integer> capacity(KubernetesClient client) {
        return cluster(client)
                .flatMap(cluster -> Optional.ofNullable(cluster.getStatus().reserve()))
                .map(reserve -> reserve.capacity());
    }

    private static Optional<Integer> usedByOthers(KubernetesClient client) {
        return cluster(client)
                .flatMap(cluster -> Optional.ofNullable(cluster.getStatus().reserve()))
                .map(reserve -> reserve.usedByOthers());
    }

    private static Optional<Condition> podsManaged(KubernetesClient client) {
        return cluster(client).stream()
                .flatMap(cluster -> cluster.getStatus().conditions().stream())
                .filter(condition -> condition.getType().equals("PodsManaged"))
                .findFirst();
    }
}

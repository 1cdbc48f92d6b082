package io.accelnet.testing.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.accelnet.testing.invariant.Manifests.Entry;
import io.accelnet.testing.kubevirt.KubeVirtCrds;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A violation of each invariant is planted on a genuine API server, and is found. */
class InvariantWatcherIT {
    private static ControlPlane controlPlane;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws Exception {
        controlPlane = ControlPlane.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
        KubeVirtCrds.ofEnvironment().install(client);
        Crds.install(client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(Manifests.NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> client.serviceAccounts()
                                .inNamespace(Manifests.NAMESPACE)
                                .withName("default")
                                .get()
                        != null);
    }

    @AfterAll
    static void stop() {
        client.close();
        controlPlane.close();
    }

    @Test
    void findsWhatIsPlanted() throws InterruptedException {
        for (String name : List.of("one", "two")) {
            put(Manifests.node(name, "True"));
            put(Manifests.host(name, 1));
        }
        put(Manifests.cluster(1, "True"));
        try (InvariantWatcher watcher =
                InvariantWatcher.on(client, Set.of(Manifests.RESOURCE), Set.of(Manifests.RESOURCE))) {
            HasMetadata web = put(Manifests.vm("web", true));
            Entry entry = new Entry(0, "web", web.getMetadata().getUid());
            // A pod whose owner doesn't exist is collected as garbage.
            Pod pod = (Pod) put(Manifests.pod("a", "web", Manifests.GATED, Manifests.PENDING)
                    .replace("vmi-web", instance("web").getMetadata().getUid()));
            assertThat(watcher.look()).isEmpty();

            open(pod, "one.example");
            assertThat(watcher.look())
                    .extracting(Violation::invariant)
                    .containsExactly(EntryBeforeOpening.class.getSimpleName());

            put(Manifests.host("one", 1, entry));
            bind(pod, "two");
            assertThat(watcher.look())
                    .extracting(Violation::invariant)
                    .contains(BoundWhereItWasOpened.class.getSimpleName());

            HasMetadata other = put(Manifests.vm("other", true));
            put(Manifests.host(
                    "two", 1, new Entry(0, "other", other.getMetadata().getUid())));
            assertThat(watcher.lookSettled())
                    .extracting(Violation::invariant)
                    .contains(OneHandForEachVirtualFunction.class.getSimpleName())
                    .doesNotContain(PromiseKept.class.getSimpleName());

            put(Manifests.node("one", "Unknown"));
            assertThat(watcher.lookSettled())
                    .filteredOn(violation -> violation.invariant().equals(PromiseKept.class.getSimpleName()))
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.toString())
                            .contains(
                                    "AccelNetVM shop/web is admitted",
                                    "Node one: Ready True",
                                    "Node one: Ready Unknown"));
            assertThat(watcher.versions()).isGreaterThan(10);
        }
    }

    private static HasMetadata instance(String name) {
        return client.resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("kubevirt.io/v1")
                        .withKind("VirtualMachineInstance")
                        .withNewMetadata()
                        .withNamespace(Manifests.NAMESPACE)
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private static HasMetadata put(String manifest) {
        HasMetadata object = Manifests.read(manifest);
        object.getMetadata().setUid(null);
        object.getMetadata().setCreationTimestamp(null);
        object.getMetadata().setGeneration(null);
        client.resource(object).forceConflicts().serverSideApply();
        Map<?, ?> fields = Serialization.unmarshal(manifest, Map.class);
        return client.resource(object)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Map.of("status", java.util.Objects.requireNonNull(fields.get("status")))));
    }

    private static void open(Pod pod, String hostname) {
        Map<?, ?> affinity = Serialization.unmarshal(Manifests.openTo(hostname), Map.class);
        client.pods()
                .resource(pod)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"schedulingGates\": [], \"affinity\": %s}}"
                                .formatted(Serialization.asJson(affinity.get("affinity"))));
    }

    private static void bind(Pod pod, String node) {
        client.bindings()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(new BindingBuilder()
                        .withNewMetadata()
                        .withName(pod.getMetadata().getName())
                        .withNamespace(pod.getMetadata().getNamespace())
                        .endMetadata()
                        .withNewTarget()
                        .withApiVersion("v1")
                        .withKind("Node")
                        .withName(node)
                        .endTarget()
                        .build())
                .create();
    }
}

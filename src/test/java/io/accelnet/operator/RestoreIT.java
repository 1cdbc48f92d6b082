package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Settled;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A restore of all objects where GitOps is at work, in the order of steps of docs/operations.md, and what happens without it. */
@ExtendWith(SharedControlPlane.class)
class RestoreIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NODES = 6;
    private static final int VMS = 40;
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(NetworkIntent.class, AccelNetNode.class, AccelNetCluster.class, AccelNetVM.class);
    private static final Set<String> STATUS_INCLUDED = Set.of("AccelNetNode", "AccelNetVM");

    @Test
    void everybodyKeepsTheVfsThatTheyHad(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            Map<String, Set<String>> before = aClusterAtWork(arena);
            List<GenericKubernetesResource> backup = backup(arena);
            deleteAll(arena);
            gitOps(arena, backup);

            // GitOps is suspended, and no operator runs. What GitOps was faster to make would get no status.
            assertThat(restore(arena, backup)).isEmpty();
            assertThat(byName(arena)).isEmpty();
            deleteAll(arena);
            assertThat(restore(arena, backup)).hasSameSizeAs(backup);
            assertThat(byName(arena)).isEqualTo(before);

            arena.operator();
            Settled.await(arena);
            gitOps(arena, backup);
            Settled.await(arena);

            assertThat(byName(arena)).isEqualTo(before);
            assertThat(arena.recorder().history().moves()).isEmpty();
            Consistency.assertHolds(arena);
        }
    }

    @Test
    void withoutStatusesAllAreAdmittedAnewInOtherPlaces(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            Map<String, Set<String>> before = aClusterAtWork(arena);
            List<GenericKubernetesResource> backup = backup(arena);
            deleteAll(arena);
            gitOps(arena, backup);
            restore(arena, backup);

            arena.operator();
            Settled.await(arena);

            assertThat(byName(arena)).isNotEqualTo(before);
        }
    }

    /** Places that a new admission of all wouldn't find: some VMs went in between. The cluster is full, and some VMs wait. */
    private static Map<String, Set<String>> aClusterAtWork(Arena arena) {
        AccelNetOperator operator = arena.operator();
        arena.create(Objects.intent(), Objects.cluster(50));
        for (int i = 0; i < NODES; i++) {
            arena.create(Objects.node("node-" + i, 8));
        }
        for (int i = 0; i < VMS; i++) {
            arena.create(Objects.vm(Arena.NAMESPACE, "vm-%02d".formatted(i)));
        }
        Settled.await(arena);
        for (int i = 0; i < VMS; i += 4) {
            arena.client()
                    .resources(AccelNetVM.class)
                    .inNamespace(Arena.NAMESPACE)
                    .withName("vm-%02d".formatted(i))
                    .delete();
        }
        Settled.await(arena);
        operator.close();
        Map<String, Set<String>> places = byName(arena);
        assertThat(places)
                .hasSizeGreaterThan(VMS / 2)
                .hasSizeLessThan(arena.vms().size());
        return places;
    }

    /** What each VM has, in the ledgers. After a restore its UID is another, and its name is the same. */
    private static Map<String, Set<String>> byName(Arena arena) {
        Map<String, Set<String>> held = new TreeMap<>();
        for (AccelNetNode node : arena.nodes()) {
            for (Allocation entry : node.getStatus().allocations()) {
                held.computeIfAbsent(entry.name(), name -> new TreeSet<>())
                        .add("%s: %s of %s, %d"
                                .formatted(
                                        entry.networkAdapter(),
                                        entry.adapter(),
                                        node.getMetadata().getName(),
                                        entry.virtualFunction()));
            }
        }
        return held;
    }

    private static List<GenericKubernetesResource> backup(Arena arena) {
        List<GenericKubernetesResource> objects = new ArrayList<>();
        for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
            arena.client().resources(kind).inAnyNamespace().list().getItems().stream()
                    .map(object ->
                            Serialization.unmarshal(Serialization.asJson(object), GenericKubernetesResource.class))
                    .forEach(objects::add);
        }
        return objects;
    }

    private static void deleteAll(Arena arena) {
        KINDS.forEach(kind -> arena.client().resources(kind).inAnyNamespace().delete());
        await().atMost(PATIENCE)
                .until(() -> KINDS.stream()
                        .allMatch(kind -> arena.client()
                                .resources(kind)
                                .inAnyNamespace()
                                .list()
                                .getItems()
                                .isEmpty()));
    }

    /** Applies the specs. */
    private static void gitOps(Arena arena, List<GenericKubernetesResource> backup) {
        backup.forEach(object -> arena.client().resource(asNew(object)).serverSideApply());
    }

    /**
     * What Velero does with {@code --status-include-resources}, with either policy for resources that exist: one that exists gets no
     * status. Its name isn't among those that come back.
     */
    private static List<String> restore(Arena arena, List<GenericKubernetesResource> backup) {
        List<String> restored = new ArrayList<>();
        for (GenericKubernetesResource object : backup) {
            GenericKubernetesResource fresh = asNew(object);
            try {
                GenericKubernetesResource created =
                        arena.client().resource(fresh).create();
                if (STATUS_INCLUDED.contains(object.getKind())) {
                    fresh.setAdditionalProperty(
                            "status", object.getAdditionalProperties().get("status"));
                    fresh.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
                    arena.client().resource(fresh).updateStatus();
                }
                restored.add(object.getKind() + " " + object.getMetadata().getName());
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).as(e.getMessage()).isEqualTo(HttpURLConnection.HTTP_CONFLICT);
            }
        }
        return restored;
    }

    /** Without a status, and without what an API server gives an object. */
    private static GenericKubernetesResource asNew(GenericKubernetesResource object) {
        GenericKubernetesResource fresh = new GenericKubernetesResource();
        fresh.setApiVersion(object.getApiVersion());
        fresh.setKind(object.getKind());
        fresh.setMetadata(new ObjectMetaBuilder()
                .withNamespace(object.getMetadata().getNamespace())
                .withName(object.getMetadata().getName())
                .withLabels(object.getMetadata().getLabels())
                .build());
        fresh.setAdditionalProperty("spec", object.getAdditionalProperties().get("spec"));
        return fresh;
    }
}

package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.PortPolicy;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** VirtualMachines whose labels ask for AccelNetVMs, on a genuine API server. */
@ExtendWith(SharedControlPlane.class)
class LabelIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static String machine(String labels) {
        return """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: tenant, name: web, labels: {%s}}
                spec:
                  runStrategy: Halted
                  template:
                    spec:
                      domain:
                        cpu: {sockets: 4}
                        devices:
                          interfaces:
                            - {name: fast, sriov: {}}
                      networks:
                        - {name: fast, multus: {networkName: fast}}
                """.formatted(labels);
    }

    private static final String INSTANCE = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachineInstance
            metadata: {namespace: tenant, name: web}
            spec: {domain: {devices: {}}}
            status: {phase: Running, nodeName: node-1}
            """;

    @Test
    void aLabelIsEnough(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            arena.operator();
            kubeVirt.apply(machine("accelnet.io/performance: Low"));

            await().atMost(PATIENCE).until(() -> vm(arena).get(), made -> made != null && Statuses.isReady(made));
            AccelNetVM made = vm(arena).get();
            assertThat(made.getSpec()).isEqualTo(spec(Objects.CLUSTER, Performance.LOW));
            assertThat(made.getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getKind()).isEqualTo("VirtualMachine"))
                    .extracting(OwnerReference::getController)
                    .isEqualTo(true);
            assertThat(made.getMetadata().getManagedFields()).anySatisfy(entry -> {
                assertThat(entry.getManager()).isEqualTo("accelnet-operator-labels");
                assertThat(entry.getOperation()).isEqualTo("Apply");
            });

            kubeVirt.apply(machine("accelnet.io/performance: High"));
            await().atMost(PATIENCE)
                    .until(
                            () -> vm(arena).get(),
                            changed -> Statuses.isReady(changed)
                                    && changed.getStatus().performance() == Performance.HIGH);
            assertThat(vm(arena).get().getMetadata().getUid())
                    .isEqualTo(made.getMetadata().getUid());

            // Whoever deletes it by hand gets another one as long as the label is there.
            vm(arena).delete();
            await().atMost(PATIENCE).until(() -> vm(arena).get(), again -> again != null && Statuses.isReady(again));

            kubeVirt.apply(machine("app: web"));
            await().atMost(PATIENCE).until(() -> vm(arena).get() == null);
            await().atMost(PATIENCE)
                    .until(() -> arena.nodes().stream()
                            .allMatch(node -> node.getStatus().allocations().isEmpty()));
            Consistency.assertHolds(arena);
        }
    }

    @Test
    void anotherClusterTakesEffectWhenTheVmIsStopped(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            kubeVirt.apply(machine("accelnet.io/performance: Low"));
            kubeVirt.apply(INSTANCE);
            arena.operator();
            await().atMost(PATIENCE).until(() -> vm(arena).get(), made -> made != null && Statuses.isReady(made));
            AccelNetCluster other = Objects.cluster(0);
            other.getMetadata().setName("other");
            arena.create(other);

            kubeVirt.apply(machine("accelnet.io/performance: Low, accelnet.io/cluster: other"));
            awaitEvent(arena, "ClusterChangeWaits", "once it is stopped");
            assertThat(vm(arena).get().getSpec().clusterName()).isEqualTo(Objects.CLUSTER);

            kubeVirt.delete(INSTANCE);
            await().atMost(PATIENCE)
                    .until(
                            () -> vm(arena).get(),
                            made -> made != null && made.getSpec().clusterName().equals("other"));
        }
    }

    /** The API server takes the field away with the label: nobody else has asked for it. */
    @Test
    void aLabelSaysFromWhichPorts(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            kubeVirt.apply(machine("accelnet.io/performance: Low, accelnet.io/port-policy: Different"));
            arena.operator();
            await().atMost(PATIENCE)
                    .until(
                            () -> vm(arena).get(),
                            made -> made != null && made.getSpec().portPolicy() == PortPolicy.DIFFERENT);

            kubeVirt.apply(machine("accelnet.io/performance: Low"));
            await().atMost(PATIENCE)
                    .until(() -> vm(arena).get(), made -> made.getSpec().portPolicy() == null);
            assertThat(vm(arena).get().getMetadata().getLabels()).containsOnlyKeys("app.kubernetes.io/managed-by");
        }
    }

    @Test
    void whatAPersonMadeIsNeverTouched(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            AccelNetVM own = Objects.reference(Arena.NAMESPACE, "web", "web");
            arena.create(own);
            arena.operator();
            await().atMost(PATIENCE)
                    .until(() -> Statuses.conditions(vm(arena).get()).size() > 2);
            long generation = vm(arena).get().getMetadata().getGeneration();

            kubeVirt.apply(machine("accelnet.io/performance: High"));
            awaitEvent(
                    arena, "AccelNetVMExists", "AccelNetVM web, which wasn't made from them, is for this VM already");
            kubeVirt.apply(machine("app: web"));
            arena.create(Objects.vm(Arena.NAMESPACE, "another"));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().anyMatch(Statuses::isReady));

            assertThat(vm(arena).get().getMetadata().getGeneration()).isEqualTo(generation);
            assertThat(vm(arena).get().getMetadata().getOwnerReferences()).isEmpty();
            assertThat(vm(arena).get().getSpec().performance()).isEqualTo(Performance.LOW);
        }
    }

    /** The marks in its metadata are a copy's too. Who owns its fields isn't. */
    @Test
    void aCopyOfOneThatWasMadeIsAPersons(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            AccelNetVM copy = Objects.reference(Arena.NAMESPACE, "web", "web");
            copy.getMetadata().getLabels().put("app.kubernetes.io/managed-by", "accelnet-operator");
            arena.create(copy);
            kubeVirt.apply(machine("accelnet.io/performance: High"));
            arena.operator();
            awaitEvent(arena, "AccelNetVMExists", "which wasn't made from them");

            kubeVirt.apply(machine("app: web"));
            arena.create(Objects.vm(Arena.NAMESPACE, "another"));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().anyMatch(Statuses::isReady));
            await().during(QUIET).atMost(PATIENCE).until(() -> vm(arena).get() != null);
            assertThat(vm(arena).get().getSpec().performance()).isEqualTo(Performance.LOW);
        }
    }

    /** Without force: the field stays theirs, and the VirtualMachine's events say whose it is. */
    @Test
    void aFieldThatAPersonHasSetStaysTheirs(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            kubeVirt.apply(machine("accelnet.io/performance: Low"));
            arena.operator();
            await().atMost(PATIENCE).until(() -> vm(arena).get(), made -> made != null && Statuses.isReady(made));

            AccelNetVM theirs = new AccelNetVM();
            theirs.getMetadata().setNamespace(Arena.NAMESPACE);
            theirs.getMetadata().setName("web");
            theirs.setSpec(spec(Objects.CLUSTER, Performance.MEDIUM));
            arena.client()
                    .resource(theirs)
                    .fieldManager("a-person")
                    .forceConflicts()
                    .serverSideApply();

            awaitEvent(arena, "AccelNetVMConflict", "conflict with \"a-person\"");
            assertThat(vm(arena).get().getSpec().performance()).isEqualTo(Performance.MEDIUM);
            kubeVirt.apply(machine("app: web"));
            await().atMost(PATIENCE).until(() -> vm(arena).get() == null);
        }
    }

    @Test
    void aWrongLevelIsToldOnce(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            AccelNetOperator first = arena.operator();
            kubeVirt.apply(machine("accelnet.io/performance: Fast"));
            awaitEvent(arena, "PerformanceLabelInvalid", "it must be Low, Medium or High");

            first.close();
            arena.operator();
            arena.create(Objects.vm(Arena.NAMESPACE, "another"));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().anyMatch(Statuses::isReady));
            await().during(QUIET)
                    .atMost(PATIENCE)
                    .until(() -> events(arena).stream()
                                    .filter(event -> event.getReason().equals("PerformanceLabelInvalid"))
                                    .count()
                            == 1);
            assertThat(vm(arena).get()).isNull();
            assertThat(events(arena)).allMatch(event -> event.getType().equals("Warning"));
        }
    }

    private static void cluster(Arena arena) {
        arena.create(Objects.intent(), Objects.cluster(50), Objects.node("node-1", 4), Objects.node("node-2", 4));
        arena.client().events().v1().events().inNamespace(Arena.NAMESPACE).delete();
    }

    private static Resource<AccelNetVM> vm(Arena arena) {
        return arena.client()
                .resources(AccelNetVM.class)
                .inNamespace(Arena.NAMESPACE)
                .withName("web");
    }

    private static AccelNetVMSpec spec(String cluster, Performance performance) {
        return new AccelNetVMSpec(cluster, performance, new VirtualMachineRef("web"), null);
    }

    private static void awaitEvent(Arena arena, String reason, String words) {
        await().atMost(PATIENCE)
                .until(() -> events(arena).stream()
                        .anyMatch(event -> event.getReason().equals(reason)
                                && Optional.ofNullable(event.getNote())
                                        .orElse("")
                                        .contains(words)));
    }

    /** Those on the VirtualMachine. */
    private static List<Event> events(Arena arena) {
        return arena.client().events().v1().events().inNamespace(Arena.NAMESPACE).list().getItems().stream()
                .filter(event -> event.getRegarding().getKind().equals("VirtualMachine"))
                .toList();
    }
}

package io.accelnet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.IntentType;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.api.v1alpha1.NetworkIntentSpec;
import io.accelnet.operator.canned.Probe;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.InstalledOperator;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** AccelNetVMs that name VirtualMachines, on an API server that has their kinds, gets them, or loses them. */
@ExtendWith(SharedControlPlane.class)
class KubeVirtIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RESOURCE = "example.com/vm_ports";

    private static final String VIRTUAL_MACHINE = """
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {namespace: tenant, name: web}
            spec:
              runStrategy: Always
              template:
                spec:
                  domain:
                    cpu: {sockets: 4}
                    devices:
                      interfaces:
                        - {name: default, masquerade: {}}
                        - {name: fast, sriov: {}}
                        - {name: backup, sriov: {}}
                  networks:
                    - {name: default, pod: {}}
                    - {name: fast, multus: {networkName: fast}}
                    - {name: backup, multus: {networkName: default/backup}}
            """;
    private static final String NETWORKS = """
            apiVersion: k8s.cni.cncf.io/v1
            kind: NetworkAttachmentDefinition
            metadata: {namespace: tenant, name: fast, annotations: {k8s.v1.cni.cncf.io/resourceName: example.com/vm_ports}}
            spec: {config: "{}"}
            ---
            apiVersion: k8s.cni.cncf.io/v1
            kind: NetworkAttachmentDefinition
            metadata: {namespace: default, name: backup, annotations: {k8s.v1.cni.cncf.io/resourceName: example.com/others}}
            spec: {config: "{}"}
            """;

    private static String instance(String node, int vCpus) {
        return """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachineInstance
                metadata: {namespace: tenant, name: web}
                spec:
                  domain:
                    devices: {}
                status:
                  phase: Running
                  nodeName: %s
                  currentCPUTopology: {sockets: %d, cores: 1, threads: 1}
                """.formatted(node, vCpus);
    }

    @Test
    void followsWhatTheVirtualMachineSays(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            kubeVirt.apply(NETWORKS);
            kubeVirt.apply(VIRTUAL_MACHINE);
            kubeVirt.apply(instance("node-2", 2));
            arena.create(Objects.reference(Arena.NAMESPACE, "for-web", "web"));
            arena.operator();

            awaitVm(arena, vm -> reason(vm, "Ready").equals("ht_enabled_min_processor_counter"));
            kubeVirt.apply(instance("node-2", 4));
            awaitVm(
                    arena,
                    vm -> Statuses.isReady(vm) && "node-2".equals(vm.getStatus().nodeName()));
            assertThat(vm(arena).getStatus().virtualFunctions())
                    .extracting(function -> function.networkAdapter())
                    .containsExactly("fast");
            assertThat(message(vm(arena), "NetworkAdaptersFound")).contains("Not protected", "backup");

            kubeVirt.apply(instance("node-1", 4));
            awaitVm(
                    arena,
                    vm -> Statuses.isReady(vm) && "node-1".equals(vm.getStatus().nodeName()));

            kubeVirt.delete(instance("node-1", 4));
            kubeVirt.delete(VIRTUAL_MACHINE);
            awaitVm(arena, vm -> reason(vm, "NetworkAdaptersFound").equals("VirtualMachineNotFound"));
            assertThat(vm(arena).getStatus().admitted()).isTrue();
            assertThat(vm(arena).getStatus().nodeName()).isEqualTo("node-1");
            assertThat(reason(vm(arena), "Reconciling")).isEqualTo("VirtualMachineNotFound");
            Consistency.assertHolds(arena);
        }
    }

    /** It follows the labels of Nodes, too. */
    @Test
    void saysWhereAVmCannotRunByItsOwnRules(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            for (String name : List.of("node-1", "node-2")) {
                arena.create(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("zone", name.equals("node-1") ? "a" : "b")
                        .endMetadata()
                        .build());
            }
            kubeVirt.apply(NETWORKS);
            kubeVirt.apply(VIRTUAL_MACHINE.replace("    domain:\n", "    nodeSelector: {zone: a}\n      domain:\n"));
            arena.operator();
            arena.create(Objects.reference(Arena.NAMESPACE, "for-web", "web"));

            awaitVm(arena, vm -> message(vm, "FailoverRestricted").contains("1 of the cluster's 2 nodes: node-1."));
            assertThat(reason(vm(arena), "FailoverRestricted")).isEqualTo("ExcludedByNodeRules");
            arena.client().nodes().withName("node-2").edit(node -> {
                node.getMetadata().getLabels().put("zone", "a");
                return node;
            });
            awaitVm(
                    arena,
                    vm -> Statuses.isReady(vm)
                            && message(vm, "FailoverRestricted").isEmpty());
        }
    }

    @Test
    void waitsForEachThingThatIsMissing(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            arena.operator();
            arena.create(Objects.reference(Arena.NAMESPACE, "for-web", "web"));
            awaitVm(arena, vm -> reason(vm, "Ready").equals("VirtualMachineNotFound"));

            String typed = VIRTUAL_MACHINE
                    .replace("runStrategy: Always", "runStrategy: Always\n  instancetype: {name: large}")
                    .replace("cpu: {sockets: 4}", "resources: {}");
            kubeVirt.apply(typed);
            awaitVm(arena, vm -> reason(vm, "Ready").equals("NetworkNotFound"));
            kubeVirt.apply(NETWORKS);
            awaitVm(arena, vm -> reason(vm, "Ready").equals("InstanceTypeNotFound"));
            kubeVirt.apply("""
                    apiVersion: instancetype.kubevirt.io/v1beta1
                    kind: VirtualMachineClusterInstancetype
                    metadata: {name: large}
                    spec: {cpu: {guest: 2}, memory: {guest: 2Gi}}
                    """);
            awaitVm(arena, vm -> reason(vm, "Ready").equals("ht_enabled_min_processor_counter"));
            kubeVirt.apply(
                    typed
                            + "status: {instancetypeRef: {name: large, kind: x, controllerRevisionRef: {name: web-large-1}}}\n");
            awaitVm(arena, vm -> message(vm, "Ready").contains("ControllerRevision web-large-1"));
            kubeVirt.apply("""
                    apiVersion: apps/v1
                    kind: ControllerRevision
                    metadata:
                      namespace: tenant
                      name: web-large-1
                      labels:
                        instancetype.kubevirt.io/object-kind: VirtualMachineClusterInstancetype
                        instancetype.kubevirt.io/object-name: large
                    revision: 0
                    data:
                      apiVersion: instancetype.kubevirt.io/v1beta1
                      kind: VirtualMachineClusterInstancetype
                      metadata: {name: large}
                      spec: {cpu: {guest: 8}, memory: {guest: 2Gi}}
                    """);
            awaitVm(arena, Statuses::isReady);
            assertThat(message(vm(arena), "ProcessorsSufficient")).contains("8 vCPUs");
        }
    }

    @Test
    void takesUpKindsThatAreInstalledLaterAndOutlivesTheirRemoval(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client())) {
            cluster(arena);
            int health = arena.operator().healthPort();
            arena.create(Objects.reference(Arena.NAMESPACE, "for-web", "web"), Objects.vm(Arena.NAMESPACE, "inline"));
            awaitVm(arena, vm -> message(vm, "Ready").contains("KubeVirt isn't installed here"));
            assertThat(reason(vm(arena), "Reconciling")).isEqualTo("VirtualMachineNotFound");
            await().atMost(PATIENCE)
                    .until(() -> arena.vms().stream().filter(Statuses::isReady).count() == 1);
            assertThat(Probe.status(health, "/readyz")).isEqualTo(200);

            kubeVirt.install();
            kubeVirt.apply(VIRTUAL_MACHINE);
            awaitVm(arena, vm -> reason(vm, "Ready").equals("NetworkNotFound"));
            kubeVirt.apply(NETWORKS);
            awaitVm(arena, Statuses::isReady);

            kubeVirt.uninstall();
            awaitVm(arena, vm -> message(vm, "NetworkAdaptersFound").contains("KubeVirt isn't installed here"));
            assertThat(vm(arena).getStatus().admitted()).isTrue();
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);

            kubeVirt.install();
            kubeVirt.apply(NETWORKS);
            kubeVirt.apply(VIRTUAL_MACHINE);
            awaitVm(arena, Statuses::isReady);
            Consistency.assertHolds(arena);
        }
    }

    /** Whoever upgrades the operator without its new rights loses references, and nothing else. */
    @Test
    void whoRefersToNothingNeedsNoRightToVirtualMachines(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt _ = new KubeVirt(arena.client()).install()) {
            arena.client().rbac().clusterRoles().withName("accelnet-operator").edit(role -> {
                role.getRules().removeIf(rule -> rule.getApiGroups().contains("kubevirt.io"));
                return role;
            });
            cluster(arena);
            arena.create(Objects.vm(Arena.NAMESPACE, "inline"), Objects.reference(Arena.NAMESPACE, "for-web", "web"));
            int health = arena.operator().healthPort();

            awaitVm(arena, vm -> message(vm, "Ready").contains("virtualmachines.kubevirt.io aren't listed yet"));
            await().atMost(PATIENCE)
                    .until(() -> arena.vms().stream().filter(Statuses::isReady).count() == 1);
            await().atMost(PATIENCE)
                    .until(
                            () -> Probe.body(health, "/readyz"),
                            body -> body.contains("virtualmachines aren't listed yet: "));

            InstalledOperator.in(controlPlane);
            awaitVm(arena, vm -> message(vm, "Ready").equals("Waiting for VirtualMachine web in namespace tenant."));
            await().atMost(PATIENCE).until(() -> Probe.status(health, "/readyz") == 200);
        }
    }

    /** An operator that starts knows all VirtualMachines before it says anything of them. */
    @Test
    void aRestartWritesNothing(ControlPlane controlPlane) throws Exception {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            cluster(arena);
            kubeVirt.apply(NETWORKS);
            kubeVirt.apply(VIRTUAL_MACHINE);
            kubeVirt.apply(instance("node-2", 4));
            arena.create(Objects.reference(Arena.NAMESPACE, "for-web", "web"));
            AccelNetOperator first = arena.operator();
            awaitVm(arena, Statuses::isReady);
            first.close();
            String version = vm(arena).getMetadata().getResourceVersion();

            arena.operator();
            arena.create(Objects.vm(Arena.NAMESPACE, "inline"));
            await().atMost(PATIENCE).until(() -> arena.vms().stream().allMatch(Statuses::isReady));

            assertThat(vm(arena).getMetadata().getResourceVersion()).isEqualTo(version);
        }
    }

    private static void cluster(Arena arena) {
        NetworkIntent intent = Objects.intent();
        intent.setSpec(new NetworkIntentSpec(List.of(IntentType.COMPUTE), List.of(Objects.PORT), RESOURCE));
        arena.create(intent, Objects.cluster(50), Objects.node("node-1", 4), Objects.node("node-2", 4));
    }

    private static void awaitVm(Arena arena, Predicate<AccelNetVM> condition) {
        await().atMost(PATIENCE).until(() -> vm(arena), condition);
    }

    private static AccelNetVM vm(Arena arena) {
        return arena.client()
                .resources(AccelNetVM.class)
                .inNamespace(Arena.NAMESPACE)
                .withName("for-web")
                .get();
    }

    private static String reason(AccelNetVM vm, String type) {
        return Statuses.conditions(vm).stream()
                .filter(condition -> condition.getType().equals(type))
                .map(Condition::getReason)
                .findFirst()
                .orElse("");
    }

    private static String message(AccelNetVM vm, String type) {
        return Statuses.conditions(vm).stream()
                .filter(condition -> condition.getType().equals(type))
                .map(Condition::getMessage)
                .findFirst()
                .orElse("");
    }
}

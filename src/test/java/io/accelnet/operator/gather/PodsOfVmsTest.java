package io.accelnet.operator.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.accelnet.operator.gather.kubevirt.NetworkAttachmentDefinition;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pods and the AccelNetVMs that name their VMs. */
class PodsOfVmsTest {
    private static final String RESOURCE = "example.com/vm_ports";
    private static final String MACHINE = """
            metadata: {namespace: shop, name: web}
            spec:
              template:
                spec:
                  domain: {devices: {interfaces: [{name: fast, sriov: {}}]}}
                  networks: [{name: fast, multus: {networkName: fast}}]
            """;
    private static final String NETWORK =
            "metadata: {namespace: shop, name: fast, annotations: {k8s.v1.cni.cncf.io/resourceName: " + RESOURCE + "}}";
    private static final String POD = """
            kind: Pod
            metadata:
              namespace: shop
              name: launcher
              labels: {kubevirt.io/created-by: vmi-1}
              ownerReferences:
                - {apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, name: web, uid: vmi-1, controller: true}
            spec:
              nodeName: host-1
              containers: [{name: compute, resources: {limits: {example.com/vm_ports: "1"}}}]
            """;

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void aPodIsThatOfTheAccelNetVmThatNamesItsVm() {
        assertThat(snapshot(POD).pods())
                .singleElement()
                .extracting(PodSnapshot::vm)
                .isEqualTo(Optional.of(new VmId("shop", "for-web")));
        assertThat(snapshot(POD.replace("name: web, uid", "name: other, uid")).pods())
                .singleElement()
                .extracting(PodSnapshot::vm)
                .isEqualTo(Optional.empty());
    }

    @Test
    void aVmRunsWhereItsPodIsBound() {
        assertThat(reported(POD)).contains("host-1");
        assertThat(reported(POD.replace("nodeName: host-1", "hostname: x"))).isEmpty();
        // A pod that is going is no place to be.
        assertThat(reported(
                        POD.replace("name: launcher", "name: launcher\n  deletionTimestamp: \"2026-01-01T00:00:00Z\"")))
                .isEmpty();
        assertThat(reported(POD.replace("kubevirt.io/created-by: vmi-1", "kubevirt.io/created-by: vmi-2")))
                .isEmpty();
        assertThat(reported(POD, POD.replace("launcher", "second").replace("host-1", "host-2")))
                .isEmpty();
        assertThat(reported(POD.replace(
                        "kubevirt.io/created-by: vmi-1",
                        "kubevirt.io/created-by: vmi-1, kubevirt.io/migrationJobUID: job")))
                .isEmpty();
    }

    @Test
    void theNodesOnWhichPodsHaveSomethingAreKnownOnceAllPodsAre() {
        List<Pod> pods = List.of(
                pod(POD),
                pod(POD.replace("nodeName: host-1", "hostname: x")),
                pod(POD.replace(RESOURCE, "example.com/others").replace("host-1", "host-2")),
                pod(POD.replace("nodeName: host-1", "nodeName: host-3") + "status: {phase: Succeeded}\n"));

        assertThat(RequestingPods.among(pods, List.of(Objects.intent(RESOURCE))).nodes())
                .contains(Set.of("host-1"));
        assertThat(new RequestingPods(pods, Set.of(RESOURCE)).nodes()).isEmpty();
    }

    private Pod pod(String manifest) {
        return serialization.unmarshal("---\napiVersion: v1\n" + manifest, Pod.class);
    }

    @Test
    void theMigrationOfAVmWithoutAccelNetVmIsBelievedOnlyIfThereIsWhatMigrates() {
        String source = POD.replace("name: web, uid", "name: other, uid");
        String target = source.replace("name: launcher", "name: target")
                .replace(
                        "kubevirt.io/created-by: vmi-1",
                        "kubevirt.io/created-by: vmi-1, kubevirt.io/migrationJobUID: job")
                .replace("nodeName: host-1", "schedulingGates: [{name: accelnet.io/virtual-functions}]");

        assertThat(purpose(source, target)).isEqualTo(Purpose.MIGRATION_TARGET);
        // Anybody may make a pod that says so.
        assertThat(purpose(target)).isEqualTo(Purpose.RUN);
        assertThat(purpose(source, target.replace("vm_ports: \"1\"", "vm_ports: \"2\"")))
                .isEqualTo(Purpose.RUN);
        assertThat(purpose(source.replace("uid: vmi-1", "uid: vmi-2").replace("by: vmi-1", "by: vmi-2"), target))
                .isEqualTo(Purpose.RUN);
        assertThat(purpose(source.replace("namespace: shop", "namespace: elsewhere"), target))
                .isEqualTo(Purpose.RUN);
        // One is under way already: it is bound, or was made before.
        String second = target.replace("name: target", "name: second");
        assertThat(purpose(
                        source,
                        second.replace("schedulingGates: [{name: accelnet.io/virtual-functions}]", "nodeName: host-2"),
                        target))
                .isEqualTo(Purpose.RUN);
        assertThat(purpose(source, second, target)).isEqualTo(Purpose.RUN);
        assertThat(purpose(source, target, target.replace("name: target", "name: two")))
                .isEqualTo(Purpose.RUN);
    }

    /** Of the last pod. */
    private Purpose purpose(String... pods) {
        return snapshot(pods).pods().getLast().purpose();
    }

    private Optional<String> reported(String... pods) {
        return snapshot(pods).vms().getFirst().facts().flatMap(VmFacts::reportedNode);
    }

    private ClusterSnapshot snapshot(String... manifests) {
        List<Pod> pods = new ArrayList<>();
        for (String manifest : manifests) {
            pods.add(pod(manifest));
        }
        NetworkIntent intent = Objects.intent(RESOURCE);
        AccelNetCluster cluster = Objects.cluster(0);
        AccelNetVM vm = Objects.reference("shop", "for-web", "web");
        vm.getMetadata().setUid("uid");
        return Gather.snapshot(
                new ClusterObjects(List.of(intent), List.of(), List.of(cluster), List.of(vm), List.of(), List.of())
                        .with(KubeVirtObjects.of(List.of(
                                read(MACHINE, KubeVirtVirtualMachine.class),
                                read(
                                        "metadata: {namespace: shop, name: web, uid: vmi-1}\nstatus: {phase: Scheduling}",
                                        KubeVirtVirtualMachineInstance.class),
                                read(NETWORK, NetworkAttachmentDefinition.class))))
                        .with(RequestingPods.among(pods, List.of(intent))),
                Instant.EPOCH);
    }

    private <T extends ReferencedObject<?, ?>> T read(String manifest, Class<T> type) {
        return serialization.unmarshal("---\n" + manifest, type);
    }
}

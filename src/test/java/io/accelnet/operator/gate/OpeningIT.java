package io.accelnet.operator.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.harness.Objects;
import io.accelnet.testing.deploy.InstalledOperator;
import io.accelnet.testing.kubevirt.ActorSettings;
import io.accelnet.testing.kubevirt.Dynamic;
import io.accelnet.testing.kubevirt.KubeVirtActor;
import io.accelnet.testing.kubevirt.KubeVirtCrds;
import io.accelnet.testing.kubevirt.SriovHost;
import io.accelnet.testing.kubevirt.VirtualMachines;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator opens pods on a genuine API server with the gate in force, and the genuine kube-scheduler binds them. In the place of
 * KubeVirt and kubelet stands the tests' actor.
 */
class OpeningIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String RESOURCE = "vm_ports";
    private static final List<String> HOSTS = List.of("host-1", "host-2", "host-3");

    @TempDir
    private static Path folder;

    private static GatedCluster cluster;
    private static KubernetesClient client;
    private static VirtualMachines vms;
    private static KubeVirtActor actor;
    private static Path kubeconfig;
    private Optional<AccelNetOperator> operator = Optional.empty();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = GatedCluster.start();
        client = cluster.admin();
        KubeVirtCrds.ofEnvironment().install(client);
        cluster.startScheduler();
        kubeconfig = cluster.operatorsKubeconfig(folder);
        vms = new VirtualMachines(client, Pods.NAMESPACE);
        vms.createNetwork(Pods.RESOURCE);
        client.resource(Objects.intent(Pods.RESOURCE)).create();
        client.resource(Objects.cluster(34)).create();
        for (String host : HOSTS) {
            host(host, "256Gi");
            client.resource(Objects.node(host, 4, HostType.KUBERNETES_NODE, null))
                    .create();
        }
        actor = KubeVirtActor.start(client, ActorSettings.brisk());
    }

    @AfterAll
    static void stop() {
        actor.close();
        cluster.close();
    }

    @AfterEach
    void end() {
        operator.ifPresent(AccelNetOperator::close);
    }

    private static void host(String name, String memory) {
        SriovHost.of(name, RESOURCE, List.of("ens1f0"), 4).withMemory(memory).create(client);
    }

    private void operate() {
        operator = Optional.of(AccelNetOperator.builder("opening", InstalledOperator.NAMESPACE)
                .kubeconfig(kubeconfig)
                .leaderElection(false)
                .healthPort(0)
                .exit(code -> {})
                .enforcement(Enforcement.ON)
                .start());
    }

    private static void accelNetVm(String name) {
        client.resource(Objects.reference(Pods.NAMESPACE, name, name)).create();
    }

    private static Optional<String> entry(String name) {
        return Optional.ofNullable(client.resources(AccelNetVM.class)
                        .inNamespace(Pods.NAMESPACE)
                        .withName(name)
                        .get())
                .map(AccelNetVM::getStatus)
                .map(AccelNetVMStatus::nodeName);
    }

    private static Optional<String> runsOn(String name) {
        return vms.instance(name)
                .filter(it -> it.text("status", "phase").equals("Running"))
                .map(it -> it.text("status", "nodeName"));
    }

    private static Optional<Pod> pod(String name) {
        Optional<String> instance = vms.instance(name).map(Dynamic::uid);
        return client.pods().inNamespace(Pods.NAMESPACE).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> instance.equals(Optional.of(owner.getUid()))))
                .findFirst();
    }

    private static List<String> eventsOn(String kind, String name) {
        return client.events().v1().events().inNamespace(Pods.NAMESPACE).list().getItems().stream()
                .filter(event -> event.getRegarding() != null
                        && kind.equals(event.getRegarding().getKind())
                        && name.equals(event.getRegarding().getName()))
                .map(Event::getReason)
                .toList();
    }

    private static void remove(String name) {
        vms.delete(name);
        client.resources(AccelNetVM.class)
                .inNamespace(Pods.NAMESPACE)
                .withName(name)
                .delete();
        await().atMost(PATIENCE).until(() -> vms.instance(name).isEmpty());
    }

    @Test
    void aVmStartsElsewhereIfItsPlannedNodeHasNoMemoryAndItsEntryFollows() {
        operate();
        vms.create("large", "Halted", 1, "8Gi");
        accelNetVm("large");
        await().atMost(PATIENCE).until(() -> entry("large").isPresent());
        String planned = entry("large").orElseThrow();
        host(planned, "1Gi");

        vms.run("large", "Always");
        await().atMost(PATIENCE).until(() -> runsOn("large").isPresent());
        String node = runsOn("large").orElseThrow();
        assertThat(node).isNotEqualTo(planned);
        await().atMost(PATIENCE).until(() -> entry("large").equals(Optional.of(node)));
        await().atMost(PATIENCE)
                .until(() -> eventsOn(
                                "Pod", pod("large").orElseThrow().getMetadata().getName())
                        .contains("Opened"));
        host(planned, "256Gi");
        remove("large");
    }

    /** Wherever it was planned: its disk is on one host, and nothing else would ever start it. */
    @Test
    void aVmWithALocalDiskStartsWhereItsDiskIs() {
        operate();
        for (String host : HOSTS) {
            String name = "on-" + host;
            localDisk(name, host);
            vms.createWithDisk(name, name);
            accelNetVm(name);
        }
        for (String host : HOSTS) {
            String name = "on-" + host;
            await().atMost(PATIENCE).until(() -> runsOn(name).equals(Optional.of(host)));
            await().atMost(PATIENCE).until(() -> entry(name).equals(Optional.of(host)));
            assertThat(openedTo(name)).containsExactly(host);
        }
        HOSTS.forEach(host -> remove("on-" + host));
    }

    /** Its event says to have the volumes where nodes can use them: whoever does that need do nothing else. */
    @Test
    void aPodWaitsForAVolumeThatNodesCanUse() {
        operate();
        client.resource(Serialization.unmarshal("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: nowhere}
                provisioner: kubernetes.io/no-provisioner
                allowedTopologies: [{matchLabelExpressions: [{key: kubernetes.io/hostname, values: [nowhere]}]}]
                """, StorageClass.class)).create();
        client.resource(Serialization.unmarshal("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {namespace: %s, name: late}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 1Gi}}
                  storageClassName: nowhere
                """.formatted(Pods.NAMESPACE), PersistentVolumeClaim.class))
                .create();
        vms.createWithDisk("late", "late");
        accelNetVm("late");
        await().atMost(PATIENCE).until(() -> eventsOn("VirtualMachine", "late").contains("NodeUnavailable"));
        assertThat(Gate.holds(pod("late").orElseThrow())).isTrue();

        localVolume("late", "host-2", "nowhere");
        client.persistentVolumeClaims()
                .inNamespace(Pods.NAMESPACE)
                .withName("late")
                .edit(claim -> new PersistentVolumeClaimBuilder(claim)
                        .editMetadata()
                        .addToAnnotations("pv.kubernetes.io/bind-completed", "yes")
                        .endMetadata()
                        .editSpec()
                        .withVolumeName("late")
                        .endSpec()
                        .build());
        await().atMost(PATIENCE).until(() -> runsOn("late").equals(Optional.of("host-2")));
        remove("late");
    }

    /** A claim and its volume, bound as the binder does it. */
    private static void localDisk(String name, String host) {
        localVolume(name, host, "");
        PersistentVolumeClaim claim =
                Serialization.unmarshal("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata:
                  namespace: %2$s
                  name: %1$s
                  annotations: {pv.kubernetes.io/bind-completed: "yes"}
                spec:
                  accessModes: [ReadWriteOnce]
                  resources: {requests: {storage: 1Gi}}
                  storageClassName: ""
                  volumeName: %1$s
                status: {phase: Bound}
                """.formatted(name, Pods.NAMESPACE), PersistentVolumeClaim.class);
        client.resource(claim).create();
        client.resource(claim).updateStatus();
    }

    private static void localVolume(String name, String host, String storageClass) {
        client.resource(Serialization.unmarshal(
                        """
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce]
                  local: {path: /disk}
                  claimRef: {namespace: %2$s, name: %1$s}
                  storageClassName: "%4$s"
                  nodeAffinity:
                    required:
                      nodeSelectorTerms:
                        - matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [%3$s]}]
                """.formatted(name, Pods.NAMESPACE, host, storageClass), PersistentVolume.class))
                .create();
    }

    /** The hosts that the last requirement of its pod's node affinity names, which the operator has added. */
    private static List<String> openedTo(String name) {
        return pod(name)
                .orElseThrow()
                .getSpec()
                .getAffinity()
                .getNodeAffinity()
                .getRequiredDuringSchedulingIgnoredDuringExecution()
                .getNodeSelectorTerms()
                .getFirst()
                .getMatchExpressions()
                .getLast()
                .getValues();
    }

    @Test
    void whatNobodyAskedForWaitsAndIsToldWhatToCreate() {
        operate();
        vms.create("forgotten", "Always", 1, "1Gi");
        await().atMost(PATIENCE)
                .until(() -> eventsOn("VirtualMachine", "forgotten").contains("NoAccelNetVM"));
        assertThat(Gate.holds(pod("forgotten").orElseThrow())).isTrue();
        accelNetVm("forgotten");
        await().atMost(PATIENCE).until(() -> runsOn("forgotten").isPresent());
        await().atMost(PATIENCE).until(() -> entry("forgotten").equals(runsOn("forgotten")));
        remove("forgotten");
    }

    @Test
    void vmsWaitWhileTheOperatorIsGoneAndStartWhenItIsBack() {
        vms.create("patient", "Always", 1, "1Gi");
        accelNetVm("patient");
        await().atMost(PATIENCE).until(() -> pod("patient").filter(Gate::holds).isPresent());
        operate();
        await().atMost(PATIENCE).until(() -> runsOn("patient").isPresent());
        remove("patient");
    }

    @Test
    void aVmMigratesAndItsEntryFollows() {
        operate();
        vms.create("mobile", "Always", 1, "1Gi");
        accelNetVm("mobile");
        await().atMost(PATIENCE).until(() -> runsOn("mobile").isPresent());
        String source = runsOn("mobile").orElseThrow();
        await().atMost(PATIENCE).until(() -> entry("mobile").equals(Optional.of(source)));
        vms.migrate("mobile");
        await().atMost(PATIENCE)
                .until(() ->
                        runsOn("mobile").filter(node -> !node.equals(source)).isPresent());
        await().atMost(PATIENCE).until(() -> entry("mobile").equals(runsOn("mobile")));
        remove("mobile");
    }
}

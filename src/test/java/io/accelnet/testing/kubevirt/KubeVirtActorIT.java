package io.accelnet.testing.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The actor with the genuine kube-scheduler, and no operator: VMs start, migrate, fail and come back as KubeVirt has them. */
class KubeVirtActorIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RESOURCE = "vm_ports";
    private static final String RESOURCE_NAME = "openshift.io/vm_ports";

    private static ControlPlane controlPlane;
    private static KubernetesClient client;
    private static int tests;

    private final ActorSettings settings = ActorSettings.brisk();
    private final List<KubeVirtActor> actors = new ArrayList<>();
    private VirtualMachines vms;

    @BeforeAll
    static void startControlPlane() throws InterruptedException {
        controlPlane = ControlPlane.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
        KubeVirtCrds.ofEnvironment().install(client);
        controlPlane.startScheduler();
    }

    @AfterAll
    static void stopControlPlane() {
        client.close();
        controlPlane.close();
    }

    @BeforeEach
    void start() {
        client.nodes().delete();
        await().atMost(LIMIT).until(() -> client.nodes().list().getItems().isEmpty());
        String namespace = "vms-" + ++tests;
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        await().atMost(LIMIT)
                .until(() -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
        vms = new VirtualMachines(client, namespace);
        vms.createNetwork(RESOURCE_NAME);
        host("host-1", 2);
        host("host-2", 2);
        act(settings);
    }

    @AfterEach
    void stop() {
        client.genericKubernetesResources(KubeVirtKinds.VIRTUAL_MACHINE)
                .inAnyNamespace()
                .delete();
        client.nodes().delete();
        await().atMost(LIMIT).until(() -> vms.instances().isEmpty() && pods().isEmpty());
        actors.forEach(KubeVirtActor::close);
    }

    private void act(ActorSettings settings) {
        actors.add(KubeVirtActor.start(client, settings));
    }

    private static void host(String name, int virtualFunctions) {
        SriovHost.of(name, RESOURCE, List.of("ens1f0"), virtualFunctions).create(client);
    }

    @Test
    void aVmStartsWhereKubeSchedulerPutsItAndHasDevicesOfItsOwn() {
        vms.create("two", "Always", 2, "1Gi");
        vms.create("one", "Always", 1, "1Gi");
        awaitRunning("two");
        awaitRunning("one");

        Dynamic instance = vms.instance("two").orElseThrow();
        Pod pod = livePod("two").orElseThrow();
        assertThat(instance.text("status", "nodeName")).isEqualTo(pod.getSpec().getNodeName());
        assertThat(instance.fields("status", "activePods"))
                .containsExactly(
                        Map.entry(pod.getMetadata().getUid(), pod.getSpec().getNodeName()));
        assertThat(instance.number(0, "status", "currentCPUTopology", "sockets"))
                .isEqualTo(4);
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("kubevirt.io", "virt-launcher")
                .containsEntry("kubevirt.io/created-by", instance.uid());
        assertThat(pod.getSpec().getContainers().getFirst().getResources().getRequests())
                .containsEntry(RESOURCE_NAME, new Quantity("2"));
        assertThat(pod.getSpec()
                        .getAffinity()
                        .getNodeAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution()
                        .getNodeSelectorTerms())
                .hasSize(1);
        assertThat(pod.getMetadata().getAnnotations().get(NetworkStatus.ANNOTATION))
                .contains("0000:98:01.0", "0000:98:01.1");
        assertThat(livePod("one").orElseThrow().getSpec().getNodeName())
                .as("where there is room")
                .isNotEqualTo(pod.getSpec().getNodeName());
        await().atMost(LIMIT)
                .until(() -> vms.get("two")
                        .orElseThrow()
                        .text("status", "printableStatus")
                        .equals("Running"));
    }

    @Test
    void aVmThatIsStoppedAndStartedHasAnotherInstanceOfTheSameName() {
        vms.create("vm", "Always", 1, "1Gi");
        awaitRunning("vm");
        String first = vms.instance("vm").orElseThrow().uid();
        vms.run("vm", "Halted");
        await().atMost(LIMIT).until(() -> vms.instance("vm").isEmpty() && pods().isEmpty());
        vms.run("vm", "Always");
        awaitRunning("vm");
        String second = vms.instance("vm").orElseThrow().uid();
        assertThat(second).isNotEqualTo(first);
        vms.restart("vm");
        awaitInstance("vm", it -> !it.uid().equals(second) && isRunning(it));
        vms.delete("vm");
        await().atMost(LIMIT).until(() -> vms.instance("vm").isEmpty() && pods().isEmpty());
    }

    @Test
    void aVmWhosePodIsDeletedBeforeItRanPausesLongerEachTime() {
        vms.create("vm", "Always", 3, "1Gi");
        awaitInstance(
                "vm",
                it -> it.list("status", "conditions").stream()
                        .anyMatch(condition -> "Unschedulable".equals(condition.get("reason"))));
        String first = vms.instance("vm").orElseThrow().uid();
        client.pods().resource(livePod("vm").orElseThrow()).delete();
        // A pod that goes before its instance knows it is made anew, and that is no failure.
        awaitInstance(
                "vm",
                it -> !it.uid().equals(first)
                        && it.text("status", "phase").equals("Scheduling")
                        && livePod("vm").isPresent());
        assertThat(failures("vm")).isEqualTo(1);
        client.pods().resource(livePod("vm").orElseThrow()).delete();
        await().atMost(LIMIT).until(() -> failures("vm") == 2);
        host("host-3", 3);
        awaitRunning("vm");
        await().atMost(LIMIT).until(() -> failures("vm") == 0);
    }

    private int failures(String name) {
        return vms.get(name).orElseThrow().number(0, "status", "startFailure", "consecutiveFailCount");
    }

    @Test
    void theRunStrategySaysWhatStartsAgain() {
        vms.create("manual", "Manual", 0, "1Gi");
        vms.create("once", "Once", 0, "1Gi");
        vms.create("rerun", "RerunOnFailure", 0, "1Gi");
        vms.create("halted", "Halted", 0, "1Gi");
        awaitRunning("once");
        awaitRunning("rerun");
        assertThat(vms.instance("manual")).isEmpty();
        assertThat(vms.instance("halted")).isEmpty();
        vms.start("manual");
        awaitRunning("manual");
        String rerun = vms.instance("rerun").orElseThrow().uid();

        for (String name : List.of("manual", "once", "rerun")) {
            client.pods()
                    .resource(livePod(name).orElseThrow())
                    .withGracePeriod(0)
                    .delete();
        }
        awaitInstance("rerun", it -> !it.uid().equals(rerun) && isRunning(it));
        awaitInstance("manual", it -> it.text("status", "phase").equals("Failed"));
        awaitInstance("once", it -> it.text("status", "phase").equals("Failed"));
        client.pods().resource(livePod("rerun").orElseThrow()).delete();
        await().atMost(LIMIT).until(() -> vms.instance("rerun").isEmpty());
    }

    @Test
    void aVmMigratesToAnotherHostAndItsDevicesAreFreeAgainWhereItWas() {
        vms.create("vm", "Always", 2, "1Gi");
        awaitRunning("vm");
        String source = node("vm");
        String migration = vms.migrate("vm");
        awaitMigration(migration, "Succeeded");

        Dynamic instance = vms.instance("vm").orElseThrow();
        assertThat(node("vm")).isNotEqualTo(source);
        assertThat(instance.text("status", "migrationState", "sourceNode")).isEqualTo(source);
        assertThat(instance.isTrue("status", "migrationState", "completed")).isTrue();
        await().atMost(LIMIT).until(() -> livePods("vm").size() == 1);
        Pod target = livePod("vm").orElseThrow();
        assertThat(target.getSpec().getNodeName()).isEqualTo(node("vm"));
        assertThat(target.getMetadata().getLabels()).containsKey(LauncherPods.MIGRATION_JOB);
        assertThat(target.getMetadata().getAnnotations()).containsEntry(LauncherPods.MIGRATION_NAME, migration);

        vms.create("other", "Always", 2, "1Gi");
        awaitRunning("other");
        assertThat(node("other")).isEqualTo(source);
    }

    @Test
    void aMigrationWhoseTargetIsDeletedFailsAndNothingMoves() {
        vms.create("vm", "Always", 2, "1Gi");
        vms.create("other", "Always", 2, "1Gi");
        awaitRunning("vm");
        awaitRunning("other");
        String source = node("vm");
        String migration = vms.migrate("vm");
        awaitMigration(migration, "Scheduling");
        client.pods().resource(target(migration)).delete();
        awaitMigration(migration, "Failed");
        assertThat(node("vm")).isEqualTo(source);
        assertThat(isRunning(vms.instance("vm").orElseThrow())).isTrue();

        String second = vms.migrate("vm");
        awaitMigration(second, "Scheduling");
        await().atMost(LIMIT)
                .until(() -> target(second).getStatus().getConditions().stream()
                        .anyMatch(condition -> "Unschedulable".equals(condition.getReason())));
        settings.clock().skip(Duration.ofSeconds(301));
        awaitMigration(second, "Failed");
        await().atMost(LIMIT).until(() -> livePods("vm").size() == 1);
        assertThat(node("vm")).isEqualTo(source);
    }

    @Test
    void onlySoManyMigrationsHaveTargetsAtOnce() {
        for (int number = 0; number < 4; number++) {
            vms.create("vm-" + number, "Always", 1, "1Gi");
            awaitRunning("vm-" + number);
        }
        List<String> migrations = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            migrations.add(vms.migrate("vm-" + number));
        }
        // No host has room: the targets wait.
        await().atMost(LIMIT)
                .until(() ->
                        phases(migrations).stream().filter("Scheduling"::equals).count() == 4);
        vms.delete("vm-0");
        await().atMost(LIMIT).until(() -> phases(migrations).contains("Succeeded"));
    }

    private List<String> phases(List<String> migrations) {
        return migrations.stream()
                .flatMap(name -> vms.migration(name).stream())
                .map(migration -> migration.text("status", "phase"))
                .toList();
    }

    @Test
    void aThirdMigrationFromOneHostWaitsForASlot() {
        host("host-3", 3);
        client.nodes().withName("host-1").delete();
        client.nodes().withName("host-2").delete();
        for (int number = 0; number < 3; number++) {
            vms.create("vm-" + number, "Always", 1, "1Gi");
            awaitRunning("vm-" + number);
        }
        List<String> migrations = List.of(vms.migrate("vm-0"), vms.migrate("vm-1"), vms.migrate("vm-2"));
        await().atMost(LIMIT)
                .until(() ->
                        phases(migrations).stream().filter("Scheduling"::equals).count() == 2
                                && actors.getFirst().isIdleFor(Duration.ofSeconds(1)));
        assertThat(phases(migrations)).containsExactlyInAnyOrder("Scheduling", "Scheduling", "Pending");
        host("host-4", 3);
        migrations.forEach(migration -> awaitMigration(migration, "Succeeded"));
    }

    @Test
    void aDrainedHostIsEmptied() {
        vms.create("vm", "Always", 1, "1Gi");
        awaitRunning("vm");
        String drained = node("vm");
        NodeChange.apply(client, drained, node -> {
            node.getSpec().setUnschedulable(true);
            return node;
        });
        vms.evict("vm");
        awaitInstance("vm", it -> !drained.equals(it.text("status", "nodeName")));
        assertThat(vms.instance("vm").orElseThrow().text("status", "evacuationNodeName"))
                .isEmpty();
    }

    @Test
    void aLostHostKeepsItsPodsUntilItIsFencedAndThenItsVmsStartElsewhere() {
        vms.create("vm", "Always", 1, "1Gi");
        awaitRunning("vm");
        String lost = node("vm");
        String before = vms.instance("vm").orElseThrow().uid();
        Power.off(client, lost);
        await().atMost(LIMIT)
                .until(() -> livePods("vm").stream()
                        .anyMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null));
        assertThat(readiness(lost)).isEqualTo("Unknown");
        await().atMost(LIMIT).until(() -> actors.getFirst().isIdleFor(Duration.ofSeconds(1)));
        assertThat(vms.instance("vm").orElseThrow().uid()).isEqualTo(before);
        assertThat(isRunning(vms.instance("vm").orElseThrow())).isTrue();

        Power.fence(client, lost);
        awaitInstance("vm", it -> !it.uid().equals(before) && isRunning(it));
        assertThat(node("vm")).isNotEqualTo(lost);
        Power.on(client, lost);
        await().atMost(LIMIT).until(() -> readiness(lost).equals("True"));
    }

    @Test
    void aLostHostThatIsRemovedTakesItsPodsAlong() {
        vms.create("vm", "Always", 1, "1Gi");
        awaitRunning("vm");
        String lost = node("vm");
        Power.off(client, lost);
        await().atMost(LIMIT).until(() -> readiness(lost).equals("Unknown"));
        client.nodes().withName(lost).delete();
        awaitInstance("vm", it -> isRunning(it) && !lost.equals(it.text("status", "nodeName")));
    }

    @Test
    void aHostThatIsBackBeforeItsPodsWereDeletedGoesOnWithThem() {
        stop();
        actors.clear();
        start();
        actors.removeFirst().close();
        act(settings.withEviction(Duration.ofMinutes(5)));
        vms.create("vm", "Always", 1, "1Gi");
        awaitRunning("vm");
        Dynamic before = vms.instance("vm").orElseThrow();
        String lost = node("vm");
        Power.off(client, lost);
        await().atMost(LIMIT).until(() -> readiness(lost).equals("Unknown"));
        Power.on(client, lost);
        await().atMost(LIMIT).until(() -> readiness(lost).equals("True"));
        await().atMost(LIMIT).until(() -> actors.getFirst().isIdleFor(Duration.ofSeconds(1)));
        Dynamic after = vms.instance("vm").orElseThrow();
        assertThat(after.uid()).isEqualTo(before.uid());
        assertThat(isRunning(after)).isTrue();
    }

    @Test
    void aContainerTakesItsTimeToStart() {
        actors.removeFirst().close();
        act(settings.withContainerStart(Duration.ofHours(1)));
        vms.create("vm", "Always", 1, "1Gi");
        awaitTrue(() ->
                livePod("vm").filter(pod -> pod.getSpec().getNodeName() != null).isPresent()
                        && actors.getFirst().isIdleFor(Duration.ofSeconds(1)));
        assertThat(vms.instance("vm").orElseThrow().text("status", "phase")).isEqualTo("Scheduling");
        assertThat(livePod("vm").orElseThrow().getStatus().getPhase()).isEqualTo("Pending");
        settings.clock().skip(Duration.ofHours(1));
        awaitRunning("vm");
    }

    @Test
    void kubeletRefusesAPodForWhichThereIsNoDevice() {
        vms.create("vm", "Always", 2, "1Gi");
        awaitRunning("vm");
        Pod pod = client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(vms.namespace())
                        .withName("beside-kube-scheduler")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName(node("vm"))
                        .addNewContainer()
                        .withName("main")
                        .withImage("none")
                        .withNewResources()
                        .addToLimits(RESOURCE_NAME, new Quantity("1"))
                        .endResources()
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        await().atMost(LIMIT)
                .until(() -> "UnexpectedAdmissionError"
                        .equals(client.pods().resource(pod).get().getStatus().getReason()));
        client.pods().resource(pod).delete();
    }

    @Test
    void devicesAreGivenToOnePodEachAndAnotherActorGoesOnWithThem() {
        host("host-3", 8);
        vms.create("first", "Always", 2, "1Gi");
        awaitRunning("first");
        actors.removeFirst().close();
        act(settings);
        for (int number = 0; number < 5; number++) {
            vms.create("vm-" + number, "Always", 2, "1Gi");
        }
        for (int number = 0; number < 5; number++) {
            awaitRunning("vm-" + number);
        }
        List<String> given = pods().stream()
                .flatMap(pod ->
                        DevicePlugin.devicesOf(pod).map(device -> pod.getSpec().getNodeName() + device))
                .toList();
        assertThat(given).hasSize(12);
        assertThat(new HashSet<>(given)).hasSize(12);
    }

    private List<Pod> pods() {
        return client.pods().inNamespace(vms.namespace()).list().getItems();
    }

    private List<Pod> livePods(String name) {
        return pods().stream()
                .filter(pod -> name.equals(pod.getMetadata().getLabels().get("vm.kubevirt.io/name")))
                .filter(Predicate.not(LauncherPods::hasFinished))
                .toList();
    }

    private Optional<Pod> livePod(String name) {
        return livePods(name).stream()
                .max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
    }

    private Pod target(String migration) {
        return pods().stream()
                .filter(pod -> LauncherPods.migrationName(pod)
                        .filter(migration::equals)
                        .isPresent())
                .findFirst()
                .orElseThrow();
    }

    private String node(String name) {
        return vms.instance(name).orElseThrow().text("status", "nodeName");
    }

    private static String readiness(String name) {
        Node node = Objects.requireNonNull(client.nodes().withName(name).get());
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> condition.getStatus())
                .findFirst()
                .orElse("");
    }

    private static boolean isRunning(Dynamic instance) {
        return instance.text("status", "phase").equals("Running");
    }

    private void awaitRunning(String name) {
        awaitInstance(name, KubeVirtActorIT::isRunning);
    }

    private void awaitInstance(String name, Predicate<Dynamic> condition) {
        awaitTrue(() -> vms.instance(name).filter(condition).isPresent());
    }

    private void awaitMigration(String name, String phase) {
        awaitTrue(() -> vms.migration(name)
                .filter(migration -> migration.text("status", "phase").equals(phase))
                .isPresent());
    }

    private static void awaitTrue(Callable<Boolean> condition) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}

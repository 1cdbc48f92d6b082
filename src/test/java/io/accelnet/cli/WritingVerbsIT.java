package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.Shell.Answer;
import io.accelnet.cli.change.ClusterSettings;
import io.accelnet.cli.change.ClusterSettings.Setting;
import io.accelnet.cli.change.VmDirectory;
import io.accelnet.cli.change.VmSettings;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.change.VmSteps;
import io.accelnet.cli.live.Scope;
import io.accelnet.cli.live.VmObjects;
import io.accelnet.cli.write.DryRun;
import io.accelnet.cli.write.ObjectWriter;
import io.accelnet.cli.write.Refusal;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.Objects;
import io.accelnet.operator.harness.Parallel;
import io.accelnet.operator.harness.Rights;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.plan.VmId;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verbs that write, on a genuine API server, beside the operator. */
@ExtendWith(SharedControlPlane.class)
class WritingVerbsIT {
    private static final Logger LOG = LoggerFactory.getLogger(WritingVerbsIT.class);

    private static Answer type(Path kubeconfig, String line) {
        return Shell.run(
                "",
                Stream.concat(
                                Stream.of(line.split(" ")),
                                Stream.of("--kubeconfig", kubeconfig.toString(), "-n", Arena.NAMESPACE))
                        .toArray(String[]::new));
    }

    private static String machine(String name, String labels) {
        return """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: tenant, name: %s, labels: {%s}}
                spec:
                  runStrategy: Halted
                  template:
                    spec:
                      domain:
                        cpu: {sockets: 4}
                        devices: {interfaces: [{name: fast, sriov: {}}]}
                      networks: [{name: fast, multus: {networkName: fast}}]
                """.formatted(name, labels);
    }

    private static void machines(KubeVirt kubeVirt, int number) {
        Parallel.forEach(
                IntStream.rangeClosed(1, number).mapToObj("vm-%04d"::formatted).toList(),
                name -> kubeVirt.apply(machine(name, "")));
    }

    private static void nodes(Arena arena, int number, int virtualFunctions) {
        IntStream.rangeClosed(1, number).forEach(i -> arena.create(Objects.node("node-" + i, virtualFunctions)));
    }

    private static void succeeded(Answer answer, String... words) {
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).contains(words);
        assertThat(answer.code()).isZero();
    }

    /** What the operator refuses, or leaves as it was, is said in its own words. */
    @Test
    void saysWhatTheOperatorRefuses(ControlPlane controlPlane) {
        Path admin = controlPlane.kubeconfig();
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            arena.create(Objects.intent(), Objects.cluster(50));
            nodes(arena, 2, 2);
            machines(kubeVirt, 3);

            Answer early = type(admin, "vm enable vm-0001 --performance Low --timeout 1s");
            assertThat(early.code()).isEqualTo(1);
            assertThat(early.out()).isEqualTo("tenant/vm-0001   waiting     The operator hasn't answered yet.\n");
            succeeded(type(admin, "vm disable vm-0001"), "tenant/vm-0001   disabled\n");
            arena.operator();

            Answer foreseen = type(admin, "vm enable --all --performance Low --dry-run=server");
            Answer enabled = type(admin, "vm enable --all --performance Low");

            assertThat(foreseen.out()).contains("3 VMs: 2 enabled, 1 refused (server dry run)");
            assertThat(arena.vms()).as("after the dry run, three").hasSize(3);
            assertThat(enabled.code()).isEqualTo(1);
            assertThat(enabled.out())
                    .contains(
                            "3 VMs: 2 enabled, 1 refused",
                            "refused     cluster_not_enough_resources: The cluster does not have");
            Answer missing = type(admin, "enable other --intent compute --selector site=none --timeout 3s");
            assertThat(missing.code()).isEqualTo(1);
            assertThat(missing.out())
                    .contains(
                            "nodes: none",
                            "not enabled until this is mended:\n    NoNodes: ",
                            "AccelNetCluster other isn't ready after 3s. ");
        }
    }

    @Test
    void followsLabels(ControlPlane controlPlane) {
        Path admin = controlPlane.kubeconfig();
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            arena.create(Objects.intent(), Objects.cluster(50));
            nodes(arena, 2, 4);
            kubeVirt.apply(machine("web", "accelnet.io/performance: Low, app: web"));
            arena.operator();

            succeeded(type(admin, "vm enable web --performance Low"), "tenant/web   unchanged   Low on node-");
            succeeded(
                    type(admin, "vm set web --performance High --force-conflicts"),
                    "tenant/web   changed     High on node-",
                    "by the label of its VirtualMachine");
            succeeded(type(admin, "vm disable web --force-conflicts"), "tenant/web   disabled\n");
            assertThat(arena.vms()).isEmpty();
            assertThat(arena.client()
                            .genericKubernetesResources("kubevirt.io/v1", "VirtualMachine")
                            .inNamespace(Arena.NAMESPACE)
                            .withName("web")
                            .get()
                            .getMetadata()
                            .getLabels())
                    .containsOnlyKeys("app");
        }
    }

    /** Whoever was looking while somebody else changed it doesn't undo that. */
    @Test
    void aChangeIsMadeToWhatWasLookedAt(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane)) {
            KubernetesClient client = arena.client();
            AccelNetCluster looked = client.resource(Objects.cluster(50)).create();
            ObjectWriter writer = new ObjectWriter(client, DryRun.NONE);
            AccelNetCluster changed = writer.patch(
                    looked, new ClusterSettings().set(Setting.RESERVE, 25L).patch(looked));
            assertThat(changed.getSpec().nodeReservePercentage()).isEqualTo(25);

            assertThat(catching(() -> writer.patch(
                            looked,
                            new ClusterSettings().set(Setting.RESERVE, 0L).patch(looked))))
                    .isEqualTo("it has been changed meanwhile: look at it, and try again");
            writer.delete(client.resource(changed).get());
            AccelNetCluster another = client.resource(Objects.cluster(50)).create();
            assertThat(catching(() -> writer.delete(looked)))
                    .as("another one of the same name")
                    .isEqualTo("it has been changed meanwhile: look at it, and try again");
            assertThat(client.resource(another).get()).isNotNull();
        }
    }

    /** Somebody may look at it for long before it is done. */
    @Test
    void aLabelThatSomebodyElseHasSetMeanwhileStays(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            kubeVirt.apply(machine("web", "accelnet.io/performance: Low, app: web"));
            VmStep.Relabel early = clusterNamed(arena);
            kubeVirt.apply(machine("web", "accelnet.io/performance: Low, app: web, accelnet.io/cluster: west"));
            ObjectWriter writer = new ObjectWriter(arena.client(), DryRun.NONE);

            assertThat(catching(() -> writer.patch(early.machine(), early.patch())))
                    .isEqualTo("it has been changed meanwhile: look at it, and try again");

            kubeVirt.apply(machine("web", "accelnet.io/performance: Low, app: other"));
            VmStep.Relabel now = clusterNamed(arena);
            assertThat(writer.patch(now.machine(), now.patch()).getMetadata().getLabels())
                    .containsEntry("accelnet.io/cluster", "main");
        }
    }

    /** What enables VM web, whose label leaves the cluster open, where there is no cluster yet. */
    private static VmStep.Relabel clusterNamed(Arena arena) {
        VmDirectory read = VmObjects.directory(
                arena.client(), List.of(new Scope(Optional.of(Arena.NAMESPACE))), VmObjects.Machines.NEEDED);
        return (VmStep.Relabel) new VmSteps(read, ObjectWriter.FIELD_MANAGER, true)
                .enable(new VmId(Arena.NAMESPACE, "web"), VmSettings.of(Performance.LOW), "main");
    }

    /** The operator has no finalizers; whoever has put one there is named, and whoever keeps a field. */
    @Test
    void namesWhoIsInTheWay(ControlPlane controlPlane) {
        Path admin = controlPlane.kubeconfig();
        try (Arena arena = Arena.on(controlPlane)) {
            arena.create(Objects.intent());
            AccelNetCluster cluster = Objects.cluster(50);
            cluster.getMetadata().setFinalizers(List.of("example.com/audit"));
            AccelNetVM vm = Objects.vm(Arena.NAMESPACE, "web");
            vm.getMetadata().setFinalizers(List.of("example.com/audit"));
            arena.client()
                    .resource(cluster)
                    .fieldManager("kustomize-controller")
                    .serverSideApply();
            arena.client().resource(vm).fieldManager("somebody").serverSideApply();

            assertThat(type(admin, "set main --reserve 25").err())
                    .contains("--reserve: Flux keeps spec.nodeReservePercentage, and would set it back");
            assertThat(type(admin, "disable main").err()).contains("Flux keeps AccelNetCluster main");
            assertThat(type(admin, "vm set web --performance High").out())
                    .contains("failed      field manager somebody keeps spec.performance of its AccelNetVM");
            assertThat(type(admin, "vm set web --performance High --force-conflicts --wait=false")
                            .code())
                    .isZero();

            Answer vmDisabled = type(admin, "vm disable web --timeout 1s");
            assertThat(vmDisabled.out())
                    .isEqualTo("tenant/web   waiting     its AccelNetVM is being deleted, and waits for finalizers"
                            + " example.com/audit, which aren't the operator's\n");
            Answer disabled = type(admin, "disable main --force-conflicts --timeout 1s");
            assertThat(disabled.code()).isEqualTo(1);
            assertThat(disabled.out()).contains("AccelNetCluster main is being deleted, and waits for finalizers");

            arena.client().resource(cluster).edit(WritingVerbsIT::withoutFinalizers);
            arena.client().resource(vm).edit(WritingVerbsIT::withoutFinalizers);
        }
    }

    private static <T extends HasMetadata> T withoutFinalizers(T object) {
        object.getMetadata().setFinalizers(List.of());
        return object;
    }

    private interface Request {
        void send();
    }

    private static String catching(Request request) {
        try {
            request.send();
            return "";
        } catch (KubernetesClientException e) {
            return Refusal.words(e);
        }
    }

    /** Who owns VMs needs no right to clusters, hosts, or anything outside the namespace. */
    @Test
    void aTenantNeedsItsOwnRightsOnly(ControlPlane controlPlane) {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            arena.create(Objects.intent(), Objects.cluster(50));
            nodes(arena, 2, 4);
            machines(kubeVirt, 1);
            arena.operator();
            Path tenant = controlPlane.kubeconfigFor("tenant-owner");

            Answer without = type(tenant, "vm enable vm-0001 --performance Low --cluster main");
            assertThat(without.code()).isEqualTo(2);
            assertThat(without.err())
                    .contains(
                            "accelnet: you (tenant-owner) have no right to list accelnetvms.accelnet.io in namespace tenant");

            grant(arena.client(), List.of("list", "create"));
            Answer unwatched = type(tenant, "vm enable vm-0001 --performance Low --cluster main");
            assertThat(unwatched.code()).isEqualTo(2);
            assertThat(unwatched.err())
                    .contains("have no right to watch accelnetvms.accelnet.io in namespace tenant: with --wait=false");

            grant(arena.client(), List.of("list", "watch", "create"));
            Answer granted = type(tenant, "vm enable vm-0001 --performance Low --cluster main");
            succeeded(granted, "tenant/vm-0001   enabled     Low on node-");
            Answer change = type(tenant, "vm set vm-0001 --performance High");
            assertThat(change.code()).isEqualTo(1);
            assertThat(change.out())
                    .contains(
                            "failed      you (tenant-owner) have no right to patch accelnetvms.accelnet.io in namespace tenant");
        }
    }

    private static void grant(KubernetesClient admin, List<String> verbs) {
        admin.resource(new RoleBuilder()
                        .withNewMetadata()
                        .withNamespace(Arena.NAMESPACE)
                        .withName("vm-owner")
                        .endMetadata()
                        .addNewRule()
                        .withApiGroups("accelnet.io")
                        .withResources("accelnetvms")
                        .withVerbs(verbs)
                        .endRule()
                        .addNewRule()
                        .withApiGroups("kubevirt.io")
                        .withResources("virtualmachines")
                        .withVerbs("list")
                        .endRule()
                        .build())
                .forceConflicts()
                .serverSideApply();
        admin.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(Arena.NAMESPACE)
                        .withName("vm-owner")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "vm-owner")
                        .addNewSubject("rbac.authorization.k8s.io", "User", "tenant-owner", null)
                        .build())
                .serverSideApply();
        Rights.await(admin, "tenant-owner", verbs.get(1), "accelnet.io", "accelnetvms");
    }

    /** In one go, and in reasonable time. */
    @Test
    void aThousandVmsInOneGo(ControlPlane controlPlane) {
        int number = Integer.getInteger("verbs.vms", 1_000);
        Path admin = controlPlane.kubeconfig();
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            arena.create(Objects.intent(), Objects.cluster(25));
            nodes(arena, 16, 96);
            machines(kubeVirt, number);
            arena.operator();

            long before = System.nanoTime();
            Answer enabled = type(admin, "vm enable --all --performance Low --timeout 5m");
            LOG.info("{} VMs were enabled in {}", number, Duration.ofNanos(System.nanoTime() - before));

            succeeded(enabled, number + " VMs: " + number + " enabled");
            assertThat(enabled.out().lines()).hasSize(number + 1);
            assertThat(arena.vms()).hasSize(number).allMatch(Statuses::isReady);
        }
    }
}

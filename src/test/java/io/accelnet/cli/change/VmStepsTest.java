package io.accelnet.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.PortPolicy;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.operator.gather.Selectors;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.harness.Objects;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.Selector;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is to be done about a VM: whatever there is of it, and whoever made that. */
class VmStepsTest {
    private static final String MANAGER = "kubectl-accelnet";
    private static final VmId WEB = new VmId("tenant", "web");

    private final List<AccelNetVM> vms = new ArrayList<>();
    private final List<KubeVirtVirtualMachine> machines = new ArrayList<>();
    private final List<AccelNetCluster> clusters = new ArrayList<>(List.of(Objects.cluster(50)));
    private boolean force;
    private Optional<String> unknown = Optional.empty();

    private VmDirectory directory() {
        return new VmDirectory(vms, new Listing<>(machines, unknown), Listing.of(clusters));
    }

    private VmSteps steps() {
        return new VmSteps(directory(), MANAGER, force);
    }

    private VmStep set(VmSettings settings) {
        return steps().set(directory().named(List.of(new VmName(WEB, VmName.Kind.ANY))), settings)
                .getFirst();
    }

    private VmStep disable() {
        return steps().disable(directory().named(List.of(new VmName(WEB, VmName.Kind.ANY))))
                .getFirst();
    }

    private KubeVirtVirtualMachine machine(Map<String, String> labels) {
        KubeVirtVirtualMachine machine = new KubeVirtVirtualMachine();
        machine.setMetadata(new ObjectMetaBuilder()
                .withNamespace("tenant")
                .withName("web")
                .withUid("machine")
                .withLabels(labels)
                .build());
        machines.add(machine);
        return machine;
    }

    private AccelNetVM vm(String name) {
        AccelNetVM vm = Objects.reference("tenant", name, "web");
        vm.getMetadata().setUid("vm");
        vm.getMetadata().setGeneration(6L);
        vms.add(vm);
        return vm;
    }

    private static void owned(HasMetadata object, String manager, Map<String, Object> fields) {
        FieldsV1 owned = new FieldsV1();
        fields.forEach(owned::setAdditionalProperty);
        object.getMetadata()
                .setManagedFields(List.of(new ManagedFieldsEntryBuilder()
                        .withManager(manager)
                        .withOperation("Apply")
                        .withFieldsV1(owned)
                        .build()));
    }

    private static void madeFromALabel(AccelNetVM vm) {
        vm.getMetadata().setLabels(Map.of("app.kubernetes.io/managed-by", "accelnet-operator"));
        owned(vm, "accelnet-operator-labels", Map.of("f:spec", Map.of("f:performance", Map.of())));
    }

    private static void keptByFlux(HasMetadata object, Map<String, Object> fields) {
        owned(object, "kustomize-controller", fields);
        object.getMetadata().setLabels(Map.of("kustomize.toolkit.fluxcd.io/name", "apps"));
    }

    private VmStep enable() {
        return steps().enable(WEB, VmSettings.of(Performance.LOW), Objects.CLUSTER);
    }

    private static void impossible(VmStep step, String... words) {
        assertThat(step).isInstanceOf(VmStep.Impossible.class);
        assertThat(((VmStep.Impossible) step).why()).contains(words);
    }

    @Test
    void enablesByAnAccelNetVmOfTheSameName() {
        machine(Map.of());

        assertThat(enable()).isInstanceOfSatisfying(VmStep.Create.class, create -> {
            assertThat(create.body().getMetadata().getNamespace()).isEqualTo("tenant");
            assertThat(create.body().getMetadata().getName()).isEqualTo("web");
            assertThat(create.body().getSpec())
                    .isEqualTo(
                            new AccelNetVMSpec(Objects.CLUSTER, Performance.LOW, new VirtualMachineRef("web"), null));
        });
    }

    @Test
    void enablesNothingThatIsNotThere() {
        impossible(enable(), "there is no VirtualMachine web in namespace tenant");
    }

    @Test
    void aVmThatIsEnabledStaysSo() {
        machine(Map.of());
        vm("other-name");

        assertThat(enable()).isInstanceOf(VmStep.Nothing.class);
        impossible(
                steps().enable(WEB, VmSettings.of(Performance.HIGH), Objects.CLUSTER),
                "enabled already, with Low: vm set web --performance High changes that");
        impossible(
                steps().enable(WEB, VmSettings.of(Performance.LOW), "west"),
                "in AccelNetCluster main",
                "disable it first");
    }

    @Test
    void aVmThatIsLabelledIsEnabled() {
        machine(Map.of("accelnet.io/performance", "Low"));

        assertThat(enable()).isInstanceOf(VmStep.Nothing.class);
        impossible(steps().enable(WEB, VmSettings.of(Performance.HIGH), Objects.CLUSTER), "says Low", "vm set web");
        machines.clear();
        machine(Map.of("accelnet.io/performance", "Low", "accelnet.io/cluster", "west"));
        impossible(enable(), "label accelnet.io/cluster of its VirtualMachine says west");
    }

    private void severalClusters() {
        AccelNetCluster west = Objects.cluster(50);
        west.getMetadata().setName("west");
        clusters.add(west);
    }

    /** The operator makes nothing from such a label. */
    @Test
    void aLabelThatLeavesTheClusterOpenEnablesNothing() {
        severalClusters();
        KubeVirtVirtualMachine machine = machine(Map.of("accelnet.io/performance", "Low"));

        assertThat(enable())
                .isInstanceOfSatisfying(
                        VmStep.Relabel.class,
                        relabel -> assertThat(relabel.patch())
                                .containsExactly(
                                        Map.of("op", "test", "path", "/metadata/uid", "value", "machine"),
                                        Map.of(
                                                "op",
                                                "test",
                                                "path",
                                                "/metadata/labels",
                                                "value",
                                                Map.of("accelnet.io/performance", "Low")),
                                        op("test", "performance", "Low"),
                                        op("add", "cluster", "main")));
        impossible(set(VmSettings.of(Performance.HIGH)), "set label accelnet.io/cluster to one of main, west");
        owned(machine, "argocd-controller", Map.of("f:metadata", Map.of("f:labels", Map.of())));
        impossible(enable(), "Argo CD keeps label accelnet.io/cluster");
    }

    @Test
    void theNameMayBeTaken() {
        machine(Map.of());
        vms.add(Objects.vm("tenant", "web"));

        impossible(enable(), "AccelNetVM web is there already, and is for a VM whose facts are stated in it");
        machines.clear();
        machine(Map.of("accelnet.io/performance", "Low"));
        impossible(enable(), "AccelNetVM web is there already");
    }

    @Test
    void waitsForNobodyWhoIsOnTheWayOut() {
        machine(Map.of());
        AccelNetVM vm = vm("web");
        vm.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        vm.getMetadata().setFinalizers(List.of("example.com/audit"));

        impossible(enable(), "is being deleted, and waits for finalizers example.com/audit");
        impossible(set(VmSettings.of(Performance.HIGH)), "finalizers example.com/audit");
    }

    @Test
    void setsTheLevelAndNothingElse() {
        vm("web");

        assertThat(set(VmSettings.of(Performance.HIGH)))
                .isInstanceOfSatisfying(
                        VmStep.Change.class,
                        change -> assertThat(change.patch())
                                .containsExactly(
                                        Map.of("op", "test", "path", "/metadata/uid", "value", "vm"),
                                        Map.of("op", "test", "path", "/metadata/generation", "value", 6L),
                                        Map.of("op", "add", "path", "/spec/performance", "value", "High")));
        assertThat(set(VmSettings.of(Performance.LOW))).isInstanceOf(VmStep.Nothing.class);
    }

    private static VmSettings ports(VmSettings.Ports ports) {
        return new VmSettings(Optional.empty(), Optional.of(ports));
    }

    @Test
    void setsThePortPolicyAndTakesItAway() {
        machine(Map.of());
        AccelNetVM vm = vm("web");

        assertThat(set(ports(VmSettings.Ports.DIFFERENT)))
                .isInstanceOfSatisfying(
                        VmStep.Change.class,
                        change -> assertThat(change.patch())
                                .endsWith(Map.of("op", "add", "path", "/spec/portPolicy", "value", "Different"))
                                .hasSize(3));
        assertThat(set(ports(VmSettings.Ports.AS_THE_CLUSTER_SAYS)))
                .isInstanceOfSatisfying(
                        VmStep.Nothing.class,
                        nothing -> assertThat(nothing.words()).isEqualTo("the port policy of its cluster already"));
        vm.setSpec(ports(VmSettings.Ports.DIFFERENT).applyTo(vm.getSpec()));
        assertThat(set(ports(VmSettings.Ports.AS_THE_CLUSTER_SAYS)))
                .isInstanceOfSatisfying(
                        VmStep.Change.class,
                        change -> assertThat(change.patch())
                                .endsWith(Map.of("op", "remove", "path", "/spec/portPolicy")));
        assertThat(set(VmSettings.of(Performance.HIGH)))
                .as("whoever changes the level leaves the ports")
                .isInstanceOfSatisfying(
                        VmStep.Change.class,
                        change -> assertThat(change.changed().getSpec().portPolicy())
                                .isEqualTo(PortPolicy.DIFFERENT));
        assertThat(enable()).as("which ports wasn't asked").isInstanceOf(VmStep.Nothing.class);
    }

    @Test
    void enablesWithAPortPolicy() {
        machine(Map.of());
        VmSettings settings = new VmSettings(Optional.of(Performance.LOW), Optional.of(VmSettings.Ports.DIFFERENT));

        assertThat(steps().enable(WEB, settings, Objects.CLUSTER))
                .isInstanceOfSatisfying(
                        VmStep.Create.class,
                        create ->
                                assertThat(create.body().getSpec().portPolicy()).isEqualTo(PortPolicy.DIFFERENT));
        vm("web");
        impossible(
                steps().enable(WEB, settings, Objects.CLUSTER),
                "enabled already, with the port policy of its cluster:"
                        + " vm set web --performance Low --port-policy Different changes that");
    }

    /** The operator leaves it there, where no label speaks of it. */
    @Test
    void setsThePortPolicyInWhatWasMadeFromALabel() {
        machine(Map.of("accelnet.io/performance", "Low"));
        VmSettings both = new VmSettings(Optional.of(Performance.HIGH), Optional.of(VmSettings.Ports.DIFFERENT));
        impossible(set(both), "the operator hasn't made its AccelNetVM yet", "kubectl get accelnetvm web");
        impossible(
                steps().enable(WEB, new VmSettings(Optional.of(Performance.LOW), both.ports()), Objects.CLUSTER),
                "the operator hasn't made its AccelNetVM yet");
        madeFromALabel(vm("web"));

        assertThat(set(ports(VmSettings.Ports.DIFFERENT))).isInstanceOf(VmStep.Change.class);
        assertThat(set(both)).isInstanceOfSatisfying(VmStep.Relabel.class, relabel -> {
            assertThat(relabel.changed()).isEqualTo(Map.of("accelnet.io/performance", "High"));
            assertThat(relabel.first().orElseThrow().patch())
                    .endsWith(Map.of("op", "add", "path", "/spec/portPolicy", "value", "Different"))
                    .hasSize(3);
            assertThat(relabel.wanted().orElseThrow().settings()).isEqualTo(both);
        });
    }

    private static Map<String, Object> op(String op, String label, String value) {
        return Map.of("op", op, "path", "/metadata/labels/accelnet.io~1" + label, "value", value);
    }

    /** The operator writes it into the AccelNetVM, and gets a conflict if it was set there. */
    @Test
    void setsThePortPolicyInTheLabelThatSaysIt() {
        machine(Map.of("accelnet.io/performance", "Low", "accelnet.io/port-policy", "Different"));
        AccelNetVM vm = vm("web");
        vm.setSpec(ports(VmSettings.Ports.DIFFERENT).applyTo(vm.getSpec()));
        madeFromALabel(vm);
        owned(
                vm,
                "accelnet-operator-labels",
                Map.of("f:spec", Map.of("f:performance", Map.of(), "f:portPolicy", Map.of())));
        Map<String, Object> uid = Map.of("op", "test", "path", "/metadata/uid", "value", "machine");
        VmSettings both = new VmSettings(Optional.of(Performance.HIGH), Optional.of(VmSettings.Ports.ANY));

        assertThat(set(ports(VmSettings.Ports.ANY))).isInstanceOfSatisfying(VmStep.Relabel.class, relabel -> {
            assertThat(relabel.patch())
                    .containsExactly(uid, op("test", "port-policy", "Different"), op("add", "port-policy", "Any"));
            assertThat(relabel.first()).isEmpty();
            assertThat(relabel.labels().getMetadata().getLabels()).isEqualTo(Map.of("accelnet.io/port-policy", "Any"));
            assertThat(relabel.wanted().orElseThrow().settings()).isEqualTo(ports(VmSettings.Ports.ANY));
        });
        assertThat(set(both)).isInstanceOfSatisfying(VmStep.Relabel.class, relabel -> {
            assertThat(relabel.patch())
                    .containsExactly(
                            uid,
                            op("test", "performance", "Low"),
                            op("add", "performance", "High"),
                            op("test", "port-policy", "Different"),
                            op("add", "port-policy", "Any"));
            assertThat(relabel.wanted().orElseThrow().settings()).isEqualTo(both);
        });
        assertThat(set(ports(VmSettings.Ports.AS_THE_CLUSTER_SAYS)))
                .isInstanceOfSatisfying(
                        VmStep.Relabel.class,
                        relabel -> assertThat(relabel.patch())
                                .containsExactly(
                                        uid,
                                        op("test", "port-policy", "Different"),
                                        Map.of("op", "remove", "path", "/metadata/labels/accelnet.io~1port-policy")));
        assertThat(set(ports(VmSettings.Ports.DIFFERENT))).isInstanceOf(VmStep.Nothing.class);
        vms.clear();
        assertThat(set(ports(VmSettings.Ports.ANY)))
                .as("the operator hasn't made it yet")
                .isInstanceOf(VmStep.Relabel.class);
    }

    @Test
    void aVmWhoseLabelsSayThePortPolicyIsEnabled() {
        machine(Map.of("accelnet.io/performance", "Low", "accelnet.io/port-policy", "Any"));
        Optional<Performance> low = Optional.of(Performance.LOW);

        assertThat(steps().enable(WEB, new VmSettings(low, Optional.of(VmSettings.Ports.ANY)), Objects.CLUSTER))
                .isInstanceOf(VmStep.Nothing.class);
        impossible(
                steps().enable(WEB, new VmSettings(low, Optional.of(VmSettings.Ports.DIFFERENT)), Objects.CLUSTER),
                "label accelnet.io/port-policy of its VirtualMachine says Any",
                "vm set web --performance Low --port-policy Different changes that");
    }

    /** Whoever may not see the label can't know that it says the port policy. */
    @Test
    void aPortPolicyOfALabelThatCannotBeSeenIsNotWorkedAround() {
        unknown = Optional.of("you may not list VirtualMachines");
        AccelNetVM vm = vm("web");
        madeFromALabel(vm);
        assertThat(set(ports(VmSettings.Ports.ANY))).isInstanceOf(VmStep.Change.class);

        vm.getMetadata().setLabels(Map.of("accelnet.io/port-policy-from-label", "true"));
        force = true;
        impossible(set(ports(VmSettings.Ports.ANY)), "you may not list VirtualMachines");
    }

    @Test
    void aPortPolicyThatGitKeepsIsNotTakenFromIt() {
        keptByFlux(vm("web"), Map.of("f:spec", Map.of("f:portPolicy", Map.of())));

        impossible(set(ports(VmSettings.Ports.ANY)), "Flux (Kustomization apps) keeps spec.portPolicy");
        assertThat(set(VmSettings.of(Performance.HIGH))).isInstanceOf(VmStep.Change.class);
    }

    /** The operator writes the AccelNetVM as the label changes: whoever wrote into that would be in its way. */
    @Test
    void setsTheLabelWhereTheAccelNetVmWasMadeFromIt() {
        machine(Map.of("accelnet.io/performance", "Low"));
        madeFromALabel(vm("web"));

        assertThat(set(VmSettings.of(Performance.HIGH))).isInstanceOfSatisfying(VmStep.Relabel.class, change -> {
            assertThat(change.patch())
                    .containsExactly(
                            Map.of("op", "test", "path", "/metadata/uid", "value", "machine"),
                            Map.of(
                                    "op", "test",
                                    "path", "/metadata/labels/accelnet.io~1performance",
                                    "value", "Low"),
                            Map.of(
                                    "op", "add",
                                    "path", "/metadata/labels/accelnet.io~1performance",
                                    "value", "High"));
        });
        vms.clear();
        assertThat(set(VmSettings.of(Performance.HIGH)))
                .as("the operator hasn't made it yet")
                .isInstanceOf(VmStep.Relabel.class);
    }

    @Test
    void anAccelNetVmThatAPersonMadeCountsBesideALabel() {
        machine(Map.of("accelnet.io/performance", "Low"));
        vm("web");

        assertThat(set(VmSettings.of(Performance.HIGH))).isInstanceOf(VmStep.Change.class);
    }

    @Test
    void whatGitKeepsIsNotTakenFromIt() {
        keptByFlux(vm("web"), Map.of("f:spec", Map.of("f:performance", Map.of())));

        impossible(
                set(VmSettings.of(Performance.HIGH)),
                "Flux (Kustomization apps) keeps spec.performance",
                "change it there, or add --force-conflicts");
        impossible(disable(), "Flux (Kustomization apps) keeps its AccelNetVM, and would make it anew");
        force = true;
        assertThat(set(VmSettings.of(Performance.HIGH))).isInstanceOf(VmStep.Change.class);
        assertThat(disable()).isInstanceOf(VmStep.Disable.class);
    }

    @Test
    void aLabelThatGitKeepsIsNotTakenFromIt() {
        KubeVirtVirtualMachine machine = machine(Map.of("accelnet.io/performance", "Low"));
        owned(
                machine,
                "argocd-controller",
                Map.of("f:metadata", Map.of("f:labels", Map.of("f:accelnet.io/performance", Map.of()))));
        madeFromALabel(vm("web"));

        impossible(set(VmSettings.of(Performance.HIGH)), "Argo CD keeps label accelnet.io/performance");
        impossible(disable(), "Argo CD keeps label accelnet.io/performance");
    }

    /** Without the label of the performance the others ask for nothing. */
    @Test
    void labelsBesidesThatGitKeepsAreLeftThere() {
        KubeVirtVirtualMachine machine = machine(Map.of(
                "accelnet.io/performance", "Low", "accelnet.io/cluster", "main", "accelnet.io/port-policy", "Any"));
        owned(
                machine,
                "argocd-controller",
                Map.of(
                        "f:metadata",
                        Map.of(
                                "f:labels",
                                Map.of("f:accelnet.io/cluster", Map.of(), "f:accelnet.io/port-policy", Map.of()))));
        madeFromALabel(vm("web"));

        impossible(set(ports(VmSettings.Ports.DIFFERENT)), "Argo CD keeps label accelnet.io/port-policy");
        assertThat(disable())
                .isInstanceOfSatisfying(
                        VmStep.Disable.class,
                        disable -> assertThat(disable.unlabel().orElseThrow().patch())
                                .containsExactly(
                                        Map.of("op", "test", "path", "/metadata/uid", "value", "machine"),
                                        Map.of("op", "remove", "path", "/metadata/labels/accelnet.io~1performance")));
    }

    @Test
    void disablesByDeletingTheAccelNetVm() {
        machine(Map.of());
        AccelNetVM vm = vm("web");

        assertThat(disable())
                .isEqualTo(new VmStep.Disable(WEB, Optional.empty(), Optional.of(vm), Optional.of(vm), List.of()));
    }

    /** The operator deletes what it made. */
    @Test
    void disablesByTakingTheLabelsAway() {
        machine(Map.of(
                "accelnet.io/performance", "Low",
                "accelnet.io/cluster", "main",
                "accelnet.io/port-policy", "Any",
                "app", "web"));
        madeFromALabel(vm("web"));

        assertThat(disable()).isInstanceOfSatisfying(VmStep.Disable.class, disable -> {
            assertThat(disable.delete()).isEmpty();
            assertThat(disable.present()).isPresent();
            assertThat(disable.unlabel().orElseThrow().patch())
                    .containsExactly(
                            Map.of("op", "test", "path", "/metadata/uid", "value", "machine"),
                            Map.of("op", "remove", "path", "/metadata/labels/accelnet.io~1performance"),
                            Map.of("op", "remove", "path", "/metadata/labels/accelnet.io~1cluster"),
                            Map.of("op", "remove", "path", "/metadata/labels/accelnet.io~1port-policy"));
        });
    }

    /** With the label left, the operator would make another one. */
    @Test
    void takesTheLabelAwayToo() {
        machine(Map.of("accelnet.io/performance", "Low"));
        vm("web");

        assertThat(disable()).isInstanceOfSatisfying(VmStep.Disable.class, disable -> {
            assertThat(disable.delete()).isPresent();
            assertThat(disable.unlabel()).isPresent();
        });
    }

    @Test
    void whatIsNotEnabledNeedNotBeDisabled() {
        impossible(disable(), "there is no VirtualMachine and no AccelNetVM web in namespace tenant");
        impossible(set(VmSettings.of(Performance.LOW)), "there is no VirtualMachine and no AccelNetVM web");
        machine(Map.of());
        assertThat(disable()).isInstanceOf(VmStep.Nothing.class);
        impossible(set(VmSettings.of(Performance.LOW)), "vm enable web --performance Low enables it");
    }

    /** Whoever may not see the label can't know what the AccelNetVM is made from. */
    @Test
    void aLabelThatCannotBeSeenIsNotWorkedAround() {
        unknown = Optional.of("you may not list VirtualMachines");
        madeFromALabel(vm("web"));

        impossible(set(VmSettings.of(Performance.HIGH)), "by label accelnet.io/performance", "you may not list");
        impossible(disable(), "you may not list VirtualMachines");
        vms.clear();
        vm("web");
        assertThat(set(VmSettings.of(Performance.HIGH))).isInstanceOf(VmStep.Change.class);
    }

    /** Clients read a word as nothing that only a newer version knows. */
    @Test
    @SuppressWarnings("NullAway")
    void aLevelOfANewerVersionIsAnotherOne() {
        machine(Map.of());
        AccelNetVM newer = vm("web");
        newer.setSpec(new AccelNetVMSpec(Objects.CLUSTER, null, new VirtualMachineRef("web"), null));

        impossible(enable(), "enabled already, with a performance that isn't known here: vm set web --performance Low");
        assertThat(set(VmSettings.of(Performance.LOW))).isInstanceOf(VmStep.Change.class);
    }

    /** Of what nobody may see nobody can say that it isn't there. */
    @Test
    void whatCannotBeSeenMayBeThere() {
        unknown = Optional.of("you may not list VirtualMachines");

        impossible(disable(), "there is no AccelNetVM web in namespace tenant, and you may not list VirtualMachines");
        impossible(
                set(VmSettings.of(Performance.LOW)), "there is no AccelNetVM web", "you may not list VirtualMachines");
    }

    private void withInterface(KubeVirtVirtualMachine machine, String name) {
        machines.remove(machine);
        machines.add(new KubernetesSerialization().unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: tenant, name: %s, labels: {app: %s}}
                spec: {template: {spec: {domain: {devices: {interfaces: [{name: fast, sriov: {}}]}}}}}
                """.formatted(name, name), KubeVirtVirtualMachine.class));
    }

    /** All that could use virtual functions and don't yet. */
    @Test
    void knowsWhoCanBeEnabledAndWhoIs() {
        KubeVirtVirtualMachine web = machine(Map.of());
        withInterface(web, "web");
        withInterface(web, "db");
        vm("for-web");
        vms.add(Objects.vm("tenant", "hyper-v"));
        VmDirectory directory = directory();
        Selector db = Selectors.read(LabelSelectorText.parse("-l", "app=db"));

        assertThat(directory.machines(Selector.ALL, true)).containsExactly(new VmId("tenant", "db"));
        assertThat(directory.machines(Selector.ALL, false)).containsExactly(new VmId("tenant", "db"), WEB);
        assertThat(directory.machines(db, false)).containsExactly(new VmId("tenant", "db"));
        assertThat(directory.enabled(Selector.ALL))
                .extracting(VmMeant::said)
                .containsExactly(new VmId("tenant", "for-web"), new VmId("tenant", "hyper-v"));
        assertThat(directory.enabled(db)).isEmpty();
        assertThat(directory.enabled(Selectors.read(LabelSelectorText.parse("-l", "app=web"))))
                .as("by the label of its VirtualMachine")
                .extracting(VmMeant::said)
                .containsExactly(new VmId("tenant", "for-web"));
    }

    /** Such as VMs of Hyper-V. */
    @Test
    void vmsWithoutAVirtualMachineAreChangedByTheirOwnName() {
        vms.add(Objects.vm("tenant", "web"));
        vms.getFirst().getMetadata().setUid("vm");
        vms.getFirst().getMetadata().setGeneration(6L);

        assertThat(set(VmSettings.of(Performance.HIGH))).isInstanceOf(VmStep.Change.class);
        assertThat(disable()).isInstanceOf(VmStep.Disable.class);
        assertThat(enable()).isInstanceOf(VmStep.Nothing.class);
    }
}

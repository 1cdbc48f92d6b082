package io.accelnet.operator.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.PortPolicy;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Trimming;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the labels of VirtualMachines ask for, by the objects that there are. */
class LabelledVirtualMachinesTest {
    private static final String NAMESPACE = "shop";
    private static final String NAME = "web";
    private static final String UID = "uid-of-web";

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void oneThatSaysHowFastGetsAnAccelNetVmOfItsName() {
        List<Step> steps = steps(List.of("east"), List.of(), machine("accelnet.io/performance: Medium"));

        assertThat(steps).singleElement().isInstanceOfSatisfying(Step.Apply.class, apply -> {
            assertThat(apply.spec()).isEqualTo(spec("east", Performance.MEDIUM));
            AccelNetVM body = RequestedVm.body(apply);
            assertThat(body.getMetadata().getNamespace()).isEqualTo(NAMESPACE);
            assertThat(body.getMetadata().getName()).isEqualTo(NAME);
            assertThat(body.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/managed-by", "accelnet-operator");
            assertThat(body.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
                assertThat(owner.getApiVersion()).isEqualTo("kubevirt.io/v1");
                assertThat(owner.getKind()).isEqualTo("VirtualMachine");
                assertThat(owner.getName()).isEqualTo(NAME);
                assertThat(owner.getUid()).isEqualTo(UID);
                assertThat(owner.getController()).isTrue();
                assertThat(owner.getBlockOwnerDeletion()).isNull();
            });
        });
    }

    @Test
    void oneWithoutTheLabelGetsNone() {
        assertThat(steps(List.of("east"), List.of(), machine("app: web"))).isEmpty();
        assertThat(steps(List.of("east"), List.of(), machine("accelnet.io/cluster: east")))
                .isEmpty();
    }

    @Test
    void whatIsAsTheLabelsSayIsLeftAlone() {
        assertThat(steps(
                        List.of("east"),
                        List.of(made("east", Performance.LOW)),
                        machine("accelnet.io/performance: Low")))
                .isEmpty();
    }

    /** Where no label speaks of ports, who wants different ones says so in the AccelNetVM that was made. */
    @Test
    void portsAreAPersonsWhereNoLabelSpeaksOfThem() {
        AccelNetVM made = made("east", Performance.LOW);
        made.setSpec(spec(PortPolicy.DIFFERENT));

        assertThat(steps(List.of("east"), List.of(made), machine("accelnet.io/performance: Low")))
                .isEmpty();
        assertThat(steps(List.of("east"), List.of(made), machine("accelnet.io/performance: High")))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Apply.class,
                        apply -> assertThat(RequestedVm.body(apply).getSpec().portPolicy())
                                .isNull());
    }

    @Test
    void aLabelSaysFromWhichPorts() {
        KubeVirtVirtualMachine machine = machine("accelnet.io/performance: Low, accelnet.io/port-policy: Different");

        assertThat(steps(List.of("east"), List.of(), machine))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Apply.class,
                        apply -> assertThat(RequestedVm.body(apply).getSpec()).isEqualTo(spec(PortPolicy.DIFFERENT)));
        assertThat(steps(List.of("east"), List.of(made("east", Performance.LOW)), machine))
                .singleElement()
                .isInstanceOf(Step.Apply.class);
        AccelNetVM made = madeFrom(machine);
        assertThat(steps(List.of("east"), List.of(made), machine)).isEmpty();
        assertThat(steps(
                        List.of("east"),
                        List.of(made),
                        machine("accelnet.io/performance: Low, accelnet.io/port-policy: Any")))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Apply.class, apply -> assertThat(apply.spec()).isEqualTo(spec(PortPolicy.ANY)));
    }

    /** The API server takes away what the operator no longer asks for: so it has to ask once more. */
    @Test
    void withoutTheLabelThePortsAreAsTheClusterSays() {
        AccelNetVM made = madeFrom(machine("accelnet.io/performance: Low, accelnet.io/port-policy: Different"));
        KubeVirtVirtualMachine without = machine("accelnet.io/performance: Low");

        assertThat(steps(List.of("east"), List.of(made), without))
                .singleElement()
                .isInstanceOfSatisfying(Step.Apply.class, apply -> {
                    assertThat(RequestedVm.body(apply).getSpec()).isEqualTo(spec("east", Performance.LOW));
                    assertThat(RequestedVm.body(apply).getMetadata().getLabels())
                            .containsOnlyKeys("app.kubernetes.io/managed-by");
                });
        AccelNetVM then = LabelsInForce.of(world(List.of("east"), List.of(made), List.of(without)))
                .objects()
                .vms()
                .getFirst();
        assertThat(then.getSpec()).isEqualTo(spec("east", Performance.LOW));
        assertThat(steps(List.of("east"), List.of(then), without)).isEmpty();
    }

    @Test
    void aPlanHasThePortsOfTheLabel() {
        AccelNetVM made = made("east", Performance.LOW);
        KubeVirtVirtualMachine machine = machine("accelnet.io/performance: Low, accelnet.io/port-policy: Different");

        assertThat(LabelsInForce.of(world(List.of("east"), List.of(made), List.of(machine)))
                        .objects()
                        .vms())
                .singleElement()
                .satisfies(vm -> assertThat(vm.getSpec()).isEqualTo(spec(PortPolicy.DIFFERENT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"different", "Same", "\"\""})
    void aWrongPortPolicyIsNamedWithTheRightOnes(String said) {
        assertThat(told(List.of(), machine("accelnet.io/performance: Low, accelnet.io/port-policy: " + said)))
                .isEqualTo("PortPolicyLabelInvalid: Label accelnet.io/port-policy says \"" + said.replace("\"", "")
                        + "\": it must be Any or Different. Until then the VM has no AccelNetVM.");
    }

    @Test
    void anotherLevelIsAppliedToTheVeryOneThatIsThere() {
        List<Step> steps = steps(
                List.of("east"), List.of(made("east", Performance.LOW)), machine("accelnet.io/performance: High"));

        assertThat(steps).singleElement().isInstanceOfSatisfying(Step.Apply.class, apply -> {
            assertThat(apply.spec()).isEqualTo(spec("east", Performance.HIGH));
            assertThat(RequestedVm.body(apply).getMetadata().getUid()).isEqualTo("uid-of-made");
        });
    }

    @Test
    void aVirtualMachineMadeAnewBecomesTheOwner() {
        AccelNetVM ofTheFormer = made("east", Performance.LOW);
        ofTheFormer.getMetadata().getOwnerReferences().getFirst().setUid("uid-of-the-former");

        assertThat(steps(List.of("east"), List.of(ofTheFormer), machine("accelnet.io/performance: Low")))
                .singleElement()
                .isInstanceOf(Step.Apply.class);
    }

    @Test
    void withoutTheLabelItGoesAgain() {
        AccelNetVM made = made("east", Performance.LOW);

        assertThat(steps(List.of("east"), List.of(made), machine("app: web")))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Delete.class,
                        delete -> assertThat(delete.present()).isSameAs(made));
    }

    @Test
    void oneThatAPersonMadeIsLeftAloneWithoutTheLabel() {
        assertThat(steps(List.of("east"), List.of(byHand(NAME, NAME, Performance.LOW)), machine("app: web")))
                .isEmpty();
    }

    @Test
    void oneThatAPersonMadeIsNamedWhereItSaysSomethingElse() {
        assertThat(told(List.of(byHand(NAME, NAME, Performance.LOW)), machine("accelnet.io/performance: High")))
                .isEqualTo(
                        "AccelNetVMExists: The labels aren't followed: AccelNetVM web, which wasn't made from them, is"
                                + " for this VM already. Delete it, or take label accelnet.io/performance away.");
        assertThat(told(List.of(byHand("for-web", NAME, Performance.LOW)), machine("accelnet.io/performance: High")))
                .contains("AccelNetVM for-web, which wasn't made from them, is for this VM already");
        assertThat(told(List.of(byHand(NAME, "other", Performance.LOW)), machine("accelnet.io/performance: Low")))
                .contains("AccelNetVM web wasn't made from them, and has the name that this VM's would have");
    }

    @Test
    void oneThatAPersonMadeAndThatSaysTheSameIsFine() {
        assertThat(steps(
                        List.of("east"),
                        List.of(byHand("for-web", NAME, Performance.LOW)),
                        machine("accelnet.io/performance: Low")))
                .isEmpty();
        assertThat(steps(
                        List.of("east"),
                        List.of(byHand(NAME, NAME, Performance.LOW)),
                        machine("accelnet.io/performance: Low, accelnet.io/cluster: east")))
                .isEmpty();
        assertThat(told(
                        List.of(byHand(NAME, NAME, Performance.LOW)),
                        machine("accelnet.io/performance: Low, accelnet.io/cluster: west")))
                .startsWith("AccelNetVMExists");
        assertThat(told(
                        List.of(byHand(NAME, NAME, Performance.LOW)),
                        machine("accelnet.io/performance: Low, accelnet.io/port-policy: Different")))
                .startsWith("AccelNetVMExists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fast", "low", "\"\"", "HIGH"})
    void aWrongLevelIsNamedWithTheRightOnes(String said) {
        assertThat(told(List.of(), machine("accelnet.io/performance: " + said)))
                .isEqualTo("PerformanceLabelInvalid: Label accelnet.io/performance says \"" + said.replace("\"", "")
                        + "\": it must be Low, Medium or High. Until then the VM has no AccelNetVM.");
    }

    @Test
    void aWrongLevelTakesNothingFromAVmThatHasItsAccelNetVm() {
        assertThat(told(List.of(made("east", Performance.LOW)), machine("accelnet.io/performance: Fast")))
                .endsWith("Until then its AccelNetVM stays as it is.");
    }

    @Test
    void aNameThatNoClusterCanHaveIsNamed() {
        assertThat(told(List.of(), machine("accelnet.io/performance: Low, accelnet.io/cluster: East_1")))
                .startsWith("ClusterLabelInvalid: Label accelnet.io/cluster says \"East_1\": it must be the name of an"
                        + " AccelNetCluster.");
    }

    @Test
    void theClusterHasToBeNamedWhereThereIsNotExactlyOne() {
        KubeVirtVirtualMachine machine = machine("accelnet.io/performance: Low");

        assertThat(steps(List.of("west", "east"), List.of(), machine))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Tell.class,
                        tell -> assertThat(tell.message())
                                .startsWith(
                                        "There are several AccelNetClusters: set label accelnet.io/cluster to one of"
                                                + " east, west."));
        assertThat(steps(List.of(), List.of(), machine))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Tell.class, tell -> assertThat(tell.reason()).isEqualTo("ClusterNotNamed"));
    }

    /** An AccelNetVM may exist before its cluster. */
    @Test
    void aClusterThatIsNamedNeedNotExist() {
        assertThat(steps(
                        List.of("west", "north"),
                        List.of(),
                        machine("accelnet.io/performance: Low, accelnet.io/cluster: east")))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Apply.class, apply -> assertThat(apply.spec()).isEqualTo(spec("east", Performance.LOW)));
    }

    @Test
    void aSecondClusterChangesNothingForThoseThatNameNone() {
        assertThat(steps(
                        List.of("another", "east"),
                        List.of(made("east", Performance.LOW)),
                        machine("accelnet.io/performance: Low")))
                .isEmpty();
    }

    /** A restore brings the other cluster first, or GitOps replaces this one: nobody loses a promise in between. */
    @Test
    void whoIsAdmittedKeepsAClusterThatIsAway() {
        KubeVirtVirtualMachine machine = machine("accelnet.io/performance: Low");
        AccelNetVM waits = made("east", Performance.LOW);
        AccelNetVM admitted = made("east", Performance.LOW);
        admitted.setStatus(serialization.unmarshal("admitted: true\nconditions: []", AccelNetVMStatus.class));

        assertThat(steps(List.of("west"), List.of(admitted), machine)).isEmpty();
        assertThat(steps(List.of("west"), List.of(waits), machine))
                .singleElement()
                .isInstanceOf(Step.Delete.class);
    }

    @Test
    void anotherClusterTakesEffectWhenTheVmIsStopped() {
        List<AccelNetVM> made = List.of(made("east", Performance.LOW));
        KubeVirtVirtualMachine machine = machine("accelnet.io/performance: High, accelnet.io/cluster: west");

        assertThat(steps(List.of("east", "west"), made, machine, instance("Running")))
                .satisfiesExactly(
                        apply -> assertThat(((Step.Apply) apply).spec()).isEqualTo(spec("east", Performance.HIGH)),
                        tell -> assertThat(((Step.Tell) tell).message())
                                .isEqualTo("The VM stays in AccelNetCluster east while it runs. AccelNetCluster west is"
                                        + " asked for it once it is stopped."));
        assertThat(steps(List.of("east", "west"), made, machine, instance("Succeeded")))
                .singleElement()
                .isInstanceOf(Step.Delete.class);
        assertThat(steps(List.of("east", "west"), made, machine))
                .singleElement()
                .isInstanceOf(Step.Delete.class);
    }

    @Test
    void noClusterIsChangedWhileItIsNotKnownWhatRuns() {
        KubeVirtVirtualMachine machine = machine("accelnet.io/performance: Low, accelnet.io/cluster: west");
        ClusterObjects known = world(List.of("east", "west"), List.of(made("east", Performance.LOW)), List.of(machine));
        KubeVirtObjects objects = known.kubeVirt();

        assertThat(LabelledVirtualMachines.steps(known.with(new KubeVirtObjects(
                        objects.virtualMachines(),
                        Listing.unknown("they aren't listed yet"),
                        objects.instanceTypes(),
                        objects.clusterInstanceTypes(),
                        objects.revisions(),
                        objects.networks()))))
                .singleElement()
                .isInstanceOf(Step.Tell.class);
    }

    @Test
    void nothingIsDoneForOneThatIsBeingDeleted() {
        KubeVirtVirtualMachine machine = machine("accelnet.io/performance: Low");
        machine.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        machine.trim();

        assertThat(steps(List.of("east"), List.of(), machine)).isEmpty();
        assertThat(steps(List.of("east"), List.of(made("east", Performance.HIGH)), machine))
                .isEmpty();
    }

    @Test
    void oneThatIsBeingDeletedIsNotWritten() {
        AccelNetVM leaving = made("east", Performance.LOW);
        leaving.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

        assertThat(steps(List.of("east"), List.of(leaving), machine("accelnet.io/performance: High")))
                .isEmpty();
    }

    private static String told(List<AccelNetVM> vms, KubeVirtVirtualMachine machine) {
        List<Step> steps = steps(List.of("east"), vms, machine);
        assertThat(steps).singleElement().isInstanceOf(Step.Tell.class);
        Step.Tell tell = (Step.Tell) steps.getFirst();
        assertThat(tell.warning()).isTrue();
        return tell.reason() + ": " + tell.message();
    }

    private static List<Step> steps(List<String> clusters, List<AccelNetVM> vms, ReferencedObject<?, ?>... referenced) {
        return LabelledVirtualMachines.steps(world(clusters, vms, List.of(referenced)));
    }

    private static ClusterObjects world(
            List<String> clusters, List<AccelNetVM> vms, List<? extends ReferencedObject<?, ?>> referenced) {
        List<AccelNetCluster> all = new ArrayList<>();
        for (String name : clusters) {
            AccelNetCluster cluster = Objects.cluster(50);
            cluster.getMetadata().setName(name);
            all.add(cluster);
        }
        return new ClusterObjects(List.of(), List.of(), all, vms, List.of(), List.of())
                .with(KubeVirtObjects.of(referenced));
    }

    private KubeVirtVirtualMachine machine(String labels) {
        KubeVirtVirtualMachine machine = serialization.unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: shop, name: web, uid: uid-of-web, labels: {%s}}
                spec: {}
                """.formatted(labels), KubeVirtVirtualMachine.class);
        machine.trim();
        return machine;
    }

    private KubeVirtVirtualMachineInstance instance(String phase) {
        return serialization.unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachineInstance
                metadata: {namespace: shop, name: web}
                status: {phase: %s}
                """.formatted(phase), KubeVirtVirtualMachineInstance.class);
    }

    private static AccelNetVMSpec spec(String cluster, Performance performance) {
        return new AccelNetVMSpec(cluster, performance, new VirtualMachineRef(NAME), null);
    }

    private static AccelNetVMSpec spec(PortPolicy portPolicy) {
        return new AccelNetVMSpec("east", Performance.LOW, portPolicy, new VirtualMachineRef(NAME), null);
    }

    /** As caches have it once the labels have been followed. */
    private static AccelNetVM madeFrom(KubeVirtVirtualMachine machine) {
        return Trimming.ours(LabelsInForce.of(world(List.of("east"), List.of(), List.of(machine)))
                .objects()
                .vms()
                .getFirst());
    }

    private static AccelNetVM made(String cluster, Performance performance) {
        AccelNetVM vm = new AccelNetVM();
        vm.setMetadata(new ObjectMetaBuilder()
                .withNamespace(NAMESPACE)
                .withName(NAME)
                .withUid("uid-of-made")
                .addToLabels("app.kubernetes.io/managed-by", "accelnet-operator")
                .withOwnerReferences(new OwnerReferenceBuilder().withUid(UID).build())
                .build());
        vm.setSpec(spec(cluster, performance));
        return vm;
    }

    private static AccelNetVM byHand(String name, String virtualMachine, Performance performance) {
        AccelNetVM vm = Objects.reference(NAMESPACE, name, virtualMachine);
        vm.setSpec(new AccelNetVMSpec("east", performance, new VirtualMachineRef(virtualMachine), null));
        return vm;
    }
}

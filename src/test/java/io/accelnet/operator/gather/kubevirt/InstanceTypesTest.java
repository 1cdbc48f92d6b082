package io.accelnet.operator.gather.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With an instance type, its vCPUs count, from where KubeVirt has them too. */
class InstanceTypesTest {
    private static final String OF_NAMESPACE =
            "{kind: VirtualMachineInstancetype, metadata: {name: large}, spec: {cpu: {guest: 4}, memory: {guest: 8Gi}}}";
    private static final String OF_CLUSTER =
            "{kind: VirtualMachineClusterInstancetype, metadata: {name: large}, spec: {cpu: {guest: 6}}}";

    private static String machine(String instanceType, String status) {
        return "{kind: VirtualMachine, metadata: {}, spec: {instancetype: {" + instanceType
                + "}, template: {spec: {domain: {resources: {limits: {cpu: 9}}}}}}, status: {" + status + "}}";
    }

    private static String revision(String name, String of, int guest) {
        return "{kind: ControllerRevision, metadata: {name: " + name
                + ", labels: {instancetype.kubevirt.io/object-kind: VirtualMachineInstancetype,"
                + " instancetype.kubevirt.io/object-name: " + of
                + ", other: label}}, revision: 0, data: {apiVersion: instancetype.kubevirt.io/v1beta1, kind:"
                + " VirtualMachineInstancetype, metadata: {name: " + of + "}, spec: {cpu: {guest: " + guest
                + "}, memory: {guest: 2Gi}}}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"VirtualMachineInstancetype", "virtualmachineinstancetype", "virtualmachineinstancetypes"})
    void theInstanceTypeOfTheNamespace(String kind) {
        assertThat(new Fixture()
                        .with(OF_NAMESPACE, OF_CLUSTER, machine("kind: " + kind + ", name: large", ""))
                        .vCpus())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: large",
                "kind: '', name: large",
                "kind: VirtualMachineClusterInstancetype, name: large",
                "kind: virtualmachineclusterinstancetypes, name: large"
            })
    void theInstanceTypeOfTheClusterAlsoWithoutAKind(String named) {
        assertThat(new Fixture()
                        .with(OF_NAMESPACE, OF_CLUSTER, machine(named, ""))
                        .vCpus())
                .isEqualTo(6);
    }

    @Test
    void theRevisionThatTheSpecNamesCountsFirst() {
        assertThat(new Fixture()
                        .with(
                                OF_CLUSTER,
                                revision("kept", "large", 2),
                                revision("seen", "large", 3),
                                machine(
                                        "name: large, revisionName: kept",
                                        "instancetypeRef: {name: large, controllerRevisionRef: {name: seen}}"))
                        .vCpus())
                .isEqualTo(2);
    }

    @Test
    void thenTheRevisionThatTheStatusNames() {
        assertThat(new Fixture()
                        .with(
                                OF_CLUSTER,
                                revision("seen", "large", 3),
                                machine(
                                        "name: large",
                                        "instancetypeRef: {name: large, controllerRevisionRef: {name: seen}}"))
                        .vCpus())
                .isEqualTo(3);
    }

    @Test
    void aRevisionOfTheFormerInstanceTypeDoesNot() {
        assertThat(new Fixture()
                        .with(
                                OF_CLUSTER,
                                revision("seen", "small", 3),
                                machine(
                                        "name: large",
                                        "instancetypeRef: {name: small, controllerRevisionRef: {name: seen}}"))
                        .vCpus())
                .as("KubeVirt compares the revision's label too")
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "instancetypeRef: null",
                "instancetypeRef: {name: large}",
                "instancetypeRef: {controllerRevisionRef: {}}",
                "instancetypeRef: {controllerRevisionRef: {name: ''}}"
            })
    void aStatusThatNamesNoRevisionNamesNone(String status) {
        assertThat(new Fixture()
                        .with(OF_CLUSTER, machine("name: large, revisionName: ''", status))
                        .vCpus())
                .isEqualTo(6);
    }

    @Test
    void aVmThatRunsNeedsNoInstanceType() {
        assertThat(new Fixture()
                        .with(
                                machine("name: gone", ""),
                                "{kind: VirtualMachineInstance, metadata: {}, status: {phase: Running, currentCPUTopology:"
                                        + " {sockets: 8, cores: 1, threads: 1}}}")
                        .vCpus())
                .isEqualTo(8);
    }

    @Test
    void whichInstanceTypeIsMissingIsSaid() {
        assertMissing(
                "kind: VirtualMachineInstancetype, name: gone",
                "",
                "VirtualMachineInstancetype gone in namespace shop");
        assertMissing("name: gone", "", "VirtualMachineClusterInstancetype gone");
        assertMissing("name: large, revisionName: gone", "", "ControllerRevision gone in namespace shop");
        assertMissing(
                "name: large",
                "instancetypeRef: {controllerRevisionRef: {name: gone}}",
                "ControllerRevision gone in namespace shop");
        assertMissing("inferFromVolume: root", "", "KubeVirt to infer the instance type");
    }

    private static void assertMissing(String named, String status, String what) {
        Fixture fixture = new Fixture().with(OF_CLUSTER, machine(named, status));

        assertThat(fixture.unresolved().obstacle()).isEqualTo(Obstacle.INSTANCE_TYPE_NOT_FOUND);
        assertThat(fixture.unresolved().message()).startsWith("Waiting for ").contains(what, "VirtualMachine web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{spec: {cpu: {}}}",
                "{spec: {cpu: {guest: many}}}",
                "{spec: {cpu: {guest: 0}}}",
                "{spec: {cpu: {guest: 99999999999}}}",
                "{spec: e30=, kind: VirtualMachineInstancetypeSpecRevision}",
                "[]",
                "text",
                "null"
            })
    void aRevisionThatHoldsSomethingElseIsNamedAndIsNoHarmToOthers(String data) {
        Fixture fixture = new Fixture()
                .with(
                        "{kind: ControllerRevision, metadata: {name: odd, labels:"
                                + " {instancetype.kubevirt.io/object-name: large}}, data: " + data + "}",
                        machine("name: large, revisionName: odd", ""));

        assertThat(fixture.unresolved().obstacle()).isEqualTo(Obstacle.INVALID);
        assertThat(fixture.unresolved().message()).contains("ControllerRevision odd", "spec.cpu.guest");
    }

    @Test
    void anInstanceTypeWithoutVCpusIsNamed() {
        Fixture fixture = new Fixture()
                .with(
                        "{kind: VirtualMachineClusterInstancetype, metadata: {name: large}, spec: {memory: {guest: 1Gi}}}",
                        machine("name: large", ""));

        assertThat(fixture.unresolved().obstacle()).isEqualTo(Obstacle.INVALID);
        assertThat(fixture.unresolved().message())
                .contains("VirtualMachineClusterInstancetype large", "spec.cpu.guest");
    }

    @Test
    void aKindThatIsNoneIsNamed() {
        Fixture fixture = new Fixture().with(machine("kind: Flavour, name: large", ""));

        assertThat(fixture.unresolved().obstacle()).isEqualTo(Obstacle.INVALID);
        assertThat(fixture.unresolved().message()).contains("spec.instancetype.kind");
    }

    @Test
    void onlyRevisionsOfInstanceTypesAreKept() {
        Fixture fixture = new Fixture();
        assertThat(fixture.read(revision("kept", "large", 2), InstanceTypeRevision.class)
                        .isOfInstanceType())
                .isTrue();
        assertThat(fixture.read(
                                "{kind: ControllerRevision, metadata: {name: of-a-stateful-set}, data: {spec: {}}}",
                                InstanceTypeRevision.class)
                        .isOfInstanceType())
                .isFalse();
        assertThat(fixture.read(
                                revision("preference", "linux", 2)
                                        .replace(
                                                "object-kind: VirtualMachineInstancetype",
                                                "object-kind: VirtualMachinePreference"),
                                InstanceTypeRevision.class)
                        .isOfInstanceType())
                .isFalse();
    }
}

package io.accelnet.operator.gather.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Network adapters, the node, and what is missing. */
class ReferencesTest {
    private static final String RESOURCE = "openshift.io/vm_ports";
    private static final String FAST = network("fast", RESOURCE);

    private static String machine(String interfaces, String networks) {
        return "{kind: VirtualMachine, metadata: {}, spec: {template: {spec: {domain: {devices: {interfaces: ["
                + interfaces + "]}}, networks: [" + networks + "]}}}}";
    }

    private static String network(String name, String resource) {
        return "{kind: NetworkAttachmentDefinition, metadata: {name: " + name
                + ", annotations: {k8s.v1.cni.cncf.io/resourceName: " + resource
                + ", other: annotation}}, spec: {config: '{}'}}";
    }

    @Test
    void interfacesThatAreVirtualFunctionsCount() {
        assertThat(new Fixture()
                        .with(machine(
                                "{name: default, masquerade: {}}, {name: fast, sriov: {}}, {name: old, sriov: {}, state:"
                                        + " absent}, {name: slow, bridge: {}}, {name: idle, sriov: {}, state: down}",
                                ""))
                        .resolved()
                        .facts()
                        .networkAdapters())
                .containsExactly("fast", "idle");
    }

    @Test
    void aVmWithoutThemHasNone() {
        assertThat(new Fixture()
                        .with("{kind: VirtualMachine, metadata: {}}")
                        .resolved()
                        .facts()
                        .networkAdapters())
                .isEmpty();
        assertThat(new Fixture()
                        .with(machine("{name: default, masquerade: {}}, {name: off, sriov: null}", ""))
                        .resolved()
                        .facts()
                        .networkAdapters())
                .isEmpty();
    }

    @Test
    void thoseOnTheIntentsResourceCountAndTheOthersAreNamed() {
        VirtualMachine.Resolved resolved = new Fixture()
                .resource(RESOURCE)
                .with(
                        FAST,
                        network("far", RESOURCE).replace("metadata: {", "metadata: {namespace: infra, "),
                        network("backup", "openshift.io/other"),
                        "{kind: NetworkAttachmentDefinition, metadata: {name: bare}}",
                        machine(
                                "{name: a, sriov: {}}, {name: b, sriov: {}}, {name: c, sriov: {}}, {name: d, sriov: {}},"
                                        + " {name: e, sriov: {}}, {name: f, sriov: {}}",
                                "{name: a, multus: {networkName: fast}}, {name: b, multus: {networkName: infra/far}},"
                                        + " {name: c, multus: {networkName: backup}}, {name: d, multus: {networkName:"
                                        + " shop/bare}}, {name: e, pod: {}}"))
                .resolved();

        assertThat(resolved.facts().networkAdapters()).containsExactly("a", "b");
        assertThat(resolved.others())
                .containsExactly(
                        "c (NetworkAttachmentDefinition backup names resource openshift.io/other)",
                        "d (NetworkAttachmentDefinition shop/bare names no resource)",
                        "e (it has no Multus network)",
                        "f (it has no Multus network)");
    }

    @Test
    void withoutAResourceNoNetworkIsAskedFor() {
        VirtualMachine.Resolved resolved = new Fixture()
                .with(machine("{name: a, sriov: {}}", "{name: a, multus: {networkName: gone}}"))
                .resolved();

        assertThat(resolved.facts().networkAdapters()).containsExactly("a");
        assertThat(resolved.others()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gone, shop", "shop/gone, shop", "infra/fast, infra"})
    void aNetworkThatIsMissingIsSaid(String network, String namespace) {
        VirtualMachine.Unresolved unresolved = new Fixture()
                .resource(RESOURCE)
                .with(FAST, machine("{name: a, sriov: {}}", "{name: a, multus: {networkName: " + network + "}}"))
                .unresolved();

        assertThat(unresolved.obstacle()).isEqualTo(Obstacle.NETWORK_NOT_FOUND);
        assertThat(unresolved.message())
                .startsWith("Waiting for NetworkAttachmentDefinition ")
                .contains("in namespace " + namespace, "interface a of VirtualMachine web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{name: a, sriov: {}}, {name: a, sriov: {}}", "{sriov: {}}", "{name: ' ', sriov: {}}"})
    void interfacesThatCannotBeAreNamed(String interfaces) {
        VirtualMachine.Unresolved unresolved =
                new Fixture().with(machine(interfaces, "")).unresolved();

        assertThat(unresolved.obstacle()).isEqualTo(Obstacle.INVALID);
        assertThat(unresolved.message()).contains("spec.template.spec.domain.devices.interfaces");
    }

    @Test
    void noStatusHasRoomForMoreInterfacesThanItsSchemaAllows() {
        assertThat(new Fixture()
                        .with(machine(interfaces(64), ""))
                        .resolved()
                        .facts()
                        .networkAdapters())
                .hasSize(64);
        assertThat(new Fixture().with(machine(interfaces(65), "")).unresolved().obstacle())
                .isEqualTo(Obstacle.INVALID);
    }

    private static String interfaces(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{name: n" + i + ", sriov: {}}")
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phase: Running, nodeName: host-1 | host-1",
                "phase: Scheduled, nodeName: host-1 | host-1",
                "nodeName: host-1 | host-1",
                "phase: Scheduling | ",
                "phase: Failed, nodeName: host-1 | ",
                "phase: Succeeded, nodeName: host-1 | ",
                "phase: Running, nodeName: '' | ",
                "phase: Running, nodeName: ../host | ",
            })
    void theNodeIsWhereTheInstanceRuns(String status, String node) {
        assertThat(new Fixture()
                        .with(machine("", ""), "{kind: VirtualMachineInstance, metadata: {}, status: {" + status + "}}")
                        .resolved()
                        .facts()
                        .reportedNode()
                        .orElse(null))
                .isEqualTo(node);
    }

    @Test
    void othersOfTheSameNameInOtherNamespacesAreOthers() {
        String elsewhere = "metadata: {namespace: elsewhere}";
        Fixture fixture = new Fixture()
                .with(
                        machine("{name: a, sriov: {}}", ""),
                        machine("", "").replace("metadata: {}", elsewhere),
                        "{kind: VirtualMachineInstance, " + elsewhere
                                + ", status: {phase: Running, nodeName: host-1}}");

        assertThat(fixture.resolved().facts().networkAdapters()).containsExactly("a");
        assertThat(fixture.resolved().facts().reportedNode()).isEmpty();
    }

    @Test
    void aVirtualMachineThatIsMissingIsSaid() {
        assertThat(new Fixture().unresolved())
                .isEqualTo(new VirtualMachine.Unresolved(
                        "web", Obstacle.NOT_FOUND, "Waiting for VirtualMachine web in namespace shop."));
    }

    @Test
    void anInstanceAloneIsNoVirtualMachine() {
        assertThat(new Fixture()
                        .with("{kind: VirtualMachineInstance, metadata: {}, status: {nodeName: host-1}}")
                        .unresolved()
                        .obstacle())
                .isEqualTo(Obstacle.NOT_FOUND);
    }

    /** What isn't in a list that isn't there yet may well exist. */
    @Test
    void nothingIsConcludedFromAKindThatIsNotKnown() {
        Fixture fixture = new Fixture()
                .resource(RESOURCE)
                .with(machine("{name: a, sriov: {}}", "{name: a, multus: {networkName: fast}}"), FAST);
        KubeVirtObjects all = fixture.objects();
        assertThat(fixture.resolve(all)).isInstanceOf(VirtualMachine.Resolved.class);

        assertThat(fixture.resolve(new KubeVirtObjects(
                        Listing.unknown("KubeVirt isn't there"),
                        all.instances(),
                        all.instanceTypes(),
                        all.clusterInstanceTypes(),
                        all.revisions(),
                        all.networks())))
                .isEqualTo(new VirtualMachine.Unresolved(
                        "web",
                        Obstacle.NOT_FOUND,
                        "Waiting for VirtualMachine web in namespace shop: KubeVirt isn't there."));
        assertThat(fixture.resolve(new KubeVirtObjects(
                        all.virtualMachines(),
                        Listing.unknown("instances aren't listed yet"),
                        all.instanceTypes(),
                        all.clusterInstanceTypes(),
                        all.revisions(),
                        all.networks())))
                .isEqualTo(
                        new VirtualMachine.Unresolved(
                                "web",
                                Obstacle.NOT_FOUND,
                                "Waiting for the VirtualMachineInstances, which say whether VirtualMachine web in namespace shop runs: instances aren't listed yet."));
        assertThat(fixture.resolve(new KubeVirtObjects(
                        all.virtualMachines(),
                        all.instances(),
                        all.instanceTypes(),
                        all.clusterInstanceTypes(),
                        all.revisions(),
                        Listing.unknown("Multus isn't there"))))
                .isInstanceOfSatisfying(
                        VirtualMachine.Unresolved.class,
                        unresolved -> assertThat(unresolved.obstacle()).isEqualTo(Obstacle.NETWORK_NOT_FOUND));
    }

    @Test
    void whatIsNotReadMakesNoDifference() {
        String before =
                "{kind: VirtualMachineInstance, metadata: {resourceVersion: '1', generation: 1}, status: {phase: Running,"
                        + " nodeName: host-1, interfaces: [{name: a}], currentCPUTopology: {sockets: 1}}}";
        String heartbeat =
                "{kind: VirtualMachineInstance, metadata: {resourceVersion: '2', generation: 2, labels: {a: b}}, status:"
                        + " {phase: Running, nodeName: host-1, interfaces: [{name: a, ipAddress: 10.0.0.1}], guestOSInfo: {name: x},"
                        + " currentCPUTopology: {sockets: 1}}}";
        String moved = before.replace("host-1", "host-2");

        Fixture fixture = new Fixture();
        Object facts =
                fixture.read(before, KubeVirtVirtualMachineInstance.class).facts();
        assertThat(fixture.read(heartbeat, KubeVirtVirtualMachineInstance.class).facts())
                .isEqualTo(facts);
        assertThat(fixture.read(moved, KubeVirtVirtualMachineInstance.class).facts())
                .isNotEqualTo(facts);
    }

    private static boolean isStopped(String spec, String status, String... others) {
        return new Fixture()
                .with("{kind: VirtualMachine, metadata: {}, spec: {" + spec + "}, status: {" + status + "}}")
                .with(others)
                .resolved()
                .stopped();
    }

    private static String instance(String phase) {
        return "{kind: VirtualMachineInstance, metadata: {}, status: {phase: " + phase + "}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"runStrategy: Halted", "running: false", ""})
    void oneThatIsNotToRunIsStopped(String spec) {
        assertThat(isStopped(spec, "")).isTrue();
        assertThat(isStopped(spec, "", instance("Succeeded"))).isTrue();
        assertThat(isStopped(spec, "", instance("Running"))).isFalse();
        assertThat(isStopped(spec, "printableStatus: Stopped, stateChangeRequests: [{action: Start}]"))
                .isFalse();
    }

    /** Between two instances, as when it is restarted or has crashed, there is none. */
    @ParameterizedTest
    @ValueSource(strings = {"runStrategy: Always", "running: true", "runStrategy: Something"})
    void oneThatIsToRunIsNeverStopped(String spec) {
        assertThat(isStopped(spec, "printableStatus: Stopped, runStrategy: Always"))
                .isFalse();
        assertThat(isStopped(spec, "printableStatus: Stopped", instance("Failed")))
                .isFalse();
    }

    @Test
    void oneThatSomebodyStartsIsStoppedWhileItSaysSo() {
        String spec = "runStrategy: Manual";
        assertThat(isStopped(spec, "printableStatus: Stopped")).isTrue();
        assertThat(isStopped(spec, "printableStatus: Stopped", instance("Failed")))
                .isTrue();
        assertThat(isStopped(spec, "")).isFalse();
        assertThat(isStopped(spec, "printableStatus: Starting")).isFalse();
        assertThat(isStopped(spec, "printableStatus: Stopped, stateChangeRequests: [{action: Stop}, {action: Start}]"))
                .isFalse();
    }

    @Test
    void oneThatIsStartedAfterAFailureIsStoppedIfItHasNotFailed() {
        String spec = "runStrategy: RerunOnFailure";
        String stopped = "printableStatus: Stopped, runStrategy: RerunOnFailure";
        assertThat(isStopped(spec, stopped)).isTrue();
        assertThat(isStopped(spec, stopped, instance("Succeeded"))).isTrue();
        assertThat(isStopped(spec, stopped, instance("Failed"))).isFalse();
        // KubeVirt starts it when it sees this change.
        assertThat(isStopped(spec, "printableStatus: Stopped, runStrategy: Halted"))
                .isFalse();
    }

    @Test
    void oneThatIsStartedOnceIsStoppedWhenItHasEnded() {
        String spec = "runStrategy: Once";
        assertThat(isStopped(spec, "printableStatus: Stopped")).isFalse();
        assertThat(isStopped(spec, "printableStatus: Stopped", instance("Succeeded")))
                .isTrue();
    }
}

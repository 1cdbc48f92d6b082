package io.accelnet.operator.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.HostType;
import io.accelnet.api.v1alpha1.LinkState;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.api.v1alpha1.OperatingSystem;
import io.accelnet.api.v1alpha1.SriovSupport;
import io.accelnet.operator.discovery.DiscoveredHost.Source;
import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.plan.snapshot.IntentSnapshot;
import io.accelnet.plan.snapshot.Selector;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fact of a host, from what is told of it. */
class HostReaderTest {
    private static final IntentSnapshot INTENT = Told.intent("compute", Optional.of("openshift.io/vm_ports"), "ens1f0");
    private static final String POOL = "{resourceName: vm_ports, deviceType: vfio-pci}";
    private static final SriovNetworkNodeState SYNCED = Told.port(POOL, "Vfs: [" + Told.functions(0, 7) + "]");

    private static Optional<DiscoveredHost> read(
            DiscoverySettings settings,
            Node node,
            Optional<SriovNetworkNodeState> state,
            List<NodeFeature> features,
            Optional<Source> before) {
        return new HostReader(settings, List.of(INTENT)).read(node, state, features, before);
    }

    private static AccelNetNodeSpec read(Node node, NodeFeature... features) {
        return read(DiscoverySettings.ALL, node, Optional.of(SYNCED), List.of(features), Optional.empty())
                .orElseThrow()
                .spec();
    }

    private static DiscoveredHost host(SriovNetworkNodeState state) {
        return read(DiscoverySettings.ALL, Told.node(), Optional.of(state), List.of(), Optional.empty())
                .orElseThrow();
    }

    private static NodeAdapter port(SriovNetworkNodeState state, IntentSnapshot... intents) {
        return new HostReader(DiscoverySettings.ALL, List.of(intents))
                .read(Told.node(), Optional.of(state), List.of(), Optional.empty())
                .orElseThrow()
                .spec()
                .adapters()
                .getFirst();
    }

    private static NodeAdapter port(SriovNetworkNodeState state) {
        return port(state, INTENT);
    }

    @Test
    void theOperatingSystemIsWhatKubeletSays() {
        assertThat(read(Told.node("""
                        metadata: {name: host-1}
                        status: {nodeInfo: {operatingSystem: linux, osImage: RHEL 9.6, kernelVersion: 5.14.0}}
                        """)))
                .returns(HostType.KUBERNETES_NODE, AccelNetNodeSpec::hostType)
                .returns(OperatingSystem.LINUX, AccelNetNodeSpec::operatingSystem)
                .returns("RHEL 9.6", AccelNetNodeSpec::osImage)
                .returns("5.14.0", AccelNetNodeSpec::kernelVersion);
        assertThat(read(Told.node("{metadata: {name: host-1}, status: {nodeInfo: {operatingSystem: windows}}}"))
                        .operatingSystem())
                .isEqualTo(OperatingSystem.WINDOWS);
        assertThat(read(Told.node()))
                .returns(null, AccelNetNodeSpec::osImage)
                .returns(null, AccelNetNodeSpec::kernelVersion);
        assertThat(read(Told.node("{metadata: {name: host-1}, status: {nodeInfo: {osImage: \"" + "x".repeat(300)
                                + "\"}}}"))
                        .osImage())
                .hasSize(256);
    }

    @Test
    void hyperthreadingIsWhatTheLabelSaysElseTheNodeFeatureElseNotStated() {
        String label =
                "{metadata: {name: host-1, labels: {feature.node.kubernetes.io/cpu-hardware_multithreading: \"%s\"}}}";
        NodeFeature on = multithreading("true");

        assertThat(read(Told.node(label.formatted("true"))).hyperthreading()).isTrue();
        assertThat(read(Told.node(label.formatted("false")), on).hyperthreading())
                .isFalse();
        assertThat(read(Told.node(label.formatted("maybe")), on).hyperthreading())
                .isTrue();
        assertThat(read(Told.node(), multithreading("?"), multithreading("false"))
                        .hyperthreading())
                .isFalse();
        assertThat(read(Told.node()).hyperthreading()).isNull();
    }

    private static NodeFeature multithreading(String said) {
        return Told.feature("""
                metadata: {name: host-1, namespace: nfd}
                spec: {features: {attributes: {cpu.topology: {elements: {hardware_multithreading: "%s", socket_count: "2"}}}}}
                """.formatted(said));
    }

    @Test
    void aPortHasItsNamesAndWhetherItCouldHaveVirtualFunctions() {
        DiscoveredHost host = host(Told.state("""
                metadata: {name: host-1, namespace: sriov}
                status:
                  syncStatus: Succeeded
                  interfaces:
                    - {name: ens1f0, altNames: [ENP152S0F0, eno1, ens1f0, "bad "], pciAddress: a, totalvfs: 64}
                    - {name: eno1, pciAddress: b}
                    - {pciAddress: c, totalvfs: 64}
                    - {name: ENS1F0, pciAddress: d, totalvfs: 64}
                """));

        assertThat(host.spec().adapters())
                .containsExactly(
                        new NodeAdapter(
                                "ens1f0",
                                List.of("enp152s0f0"),
                                SriovSupport.SUPPORTED,
                                null,
                                null,
                                0,
                                null,
                                List.of(),
                                null,
                                null),
                        new NodeAdapter(
                                "eno1", List.of(), SriovSupport.UNKNOWN, null, null, 0, null, List.of(), null, null));
        assertThat(host.hasFunctions()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "25000 Mb/s, UP",
        "25000,      UP",
        "-1 Mb/s,    DOWN",
        "-1,         DOWN",
        "'',         ",
        "unknown,    ",
    })
    void theLinkIsDownWithoutSpeed(String speed, LinkState link) {
        assertThat(port(Told.port(POOL, "linkAdminState: up, linkSpeed: \"" + speed + "\""))
                        .linkState())
                .isEqualTo(link);
        assertThat(port(Told.port(POOL, "linkAdminState: down, linkSpeed: \"" + speed + "\""))
                        .linkState())
                .as("whether it was switched on isn't whether it has a link")
                .isEqualTo(link);
    }

    @Test
    void withoutARangeAllVirtualFunctionsAreThePools() {
        assertThat(port(SYNCED))
                .returns(8, NodeAdapter::virtualFunctions)
                .returns(null, NodeAdapter::firstVirtualFunction)
                .returns(List.of(), NodeAdapter::excludedVirtualFunctions);
    }

    @Test
    void aRangeNeedNotStartAtZero() {
        SriovNetworkNodeState split = Told.port(
                "{resourceName: vm_ports, vfRange: 2-7}, {resourceName: others, vfRange: 0-1, deviceType: netdevice}",
                "numVfs: 8, Vfs: [" + Told.functions(0, 1, "iavf") + ", " + Told.functions(2, 7) + "]");

        assertThat(port(split))
                .returns(6, NodeAdapter::virtualFunctions)
                .returns(2, NodeAdapter::firstVirtualFunction)
                .returns(List.of(), NodeAdapter::excludedVirtualFunctions);
    }

    @Test
    void twoPoliciesMayShareAPoolAndLeaveAGap() {
        SriovNetworkNodeState gap = Told.port(
                "{resourceName: vm_ports, vfRange: 1-2}, {resourceName: others, vfRange: 3-3}, {resourceName: vm_ports, vfRange: \"5\"}",
                "Vfs: [" + Told.functions(0, 7) + "]");

        assertThat(port(gap))
                .returns(5, NodeAdapter::virtualFunctions)
                .returns(1, NodeAdapter::firstVirtualFunction)
                .returns(List.of(3, 4), NodeAdapter::excludedVirtualFunctions);
    }

    @Test
    void aVirtualFunctionWithAnotherDriverOrThatIsntThereIsLeftOut() {
        SriovNetworkNodeState broken = Told.port(
                "{resourceName: vm_ports, vfRange: 0-63}",
                "Vfs: [" + Told.functions(0, 1) + ", " + Told.functions(2, 2, "iavf") + ", " + Told.functions(4, 4)
                        + "]");

        assertThat(port(broken))
                .returns(5, NodeAdapter::virtualFunctions)
                .returns(List.of(2, 3), NodeAdapter::excludedVirtualFunctions);
    }

    @Test
    void whatIsNoRangeAndAnotherPoolGiveNothing() {
        String functions = "Vfs: [" + Told.functions(0, 7) + "]";

        assertThat(port(Told.port("{resourceName: vm_ports, vfRange: a-b}", functions))
                        .virtualFunctions())
                .isZero();
        assertThat(port(Told.port("{resourceName: others}", functions)).virtualFunctions())
                .isZero();
        assertThat(port(Told.port("", functions)).virtualFunctions()).isZero();
    }

    @Test
    void aPortIsTheOldestIntentsThatHasItByAnyOfItsNames() {
        SriovNetworkNodeState state = Told.port(
                "{resourceName: vm_ports, vfRange: 0-3}, {resourceName: others, vfRange: 4-5}",
                "altNames: [front], Vfs: [" + Told.functions(0, 7) + "]");

        assertThat(port(state, Told.intent("other", Optional.of("example.com/others"), "FRONT"))
                        .virtualFunctions())
                .isEqualTo(2);
        assertThat(port(state, Told.intent("a", Optional.of("example.com/others"), "ens1f0"), INTENT)
                        .virtualFunctions())
                .isEqualTo(2);
        assertThat(port(state, Told.intent("all", Optional.empty(), "ens1f0")).virtualFunctions())
                .as("an intent without a resource has all of them")
                .isEqualTo(8);
        assertThat(port(state, Told.intent("none", Optional.of("openshift.io/vm_ports"), "ens9"))
                        .virtualFunctions())
                .isZero();
    }

    /** A host hands out virtual functions under several resources: each port has those of its own intent's. */
    @Test
    void eachPortHasTheVirtualFunctionsOfItsOwnIntentsResource() {
        SriovNetworkNodeState state = Told.state("""
                metadata: {name: host-1, namespace: sriov}
                spec:
                  interfaces:
                    - name: ens1f0
                      pciAddress: a
                      vfGroups: [{resourceName: vm_ports, vfRange: 0-3}, {resourceName: blue, vfRange: 4-7}]
                    - name: ens2f0
                      pciAddress: b
                      vfGroups: [{resourceName: vm_ports, vfRange: 0-1}, {resourceName: blue, vfRange: 2-7}]
                status:
                  syncStatus: Succeeded
                  interfaces:
                    - {name: ens1f0, pciAddress: a, totalvfs: 64, Vfs: [%1$s]}
                    - {name: ens2f0, pciAddress: b, totalvfs: 64, Vfs: [%1$s]}
                """.formatted(Told.functions(0, 7)));

        assertThat(new HostReader(
                                DiscoverySettings.ALL,
                                List.of(INTENT, Told.intent("blue", Optional.of("openshift.io/blue"), "ens2f0")))
                        .read(Told.node(), Optional.of(state), List.of(), Optional.empty())
                        .orElseThrow()
                        .spec()
                        .adapters())
                .extracting(NodeAdapter::name, NodeAdapter::firstVirtualFunction, NodeAdapter::virtualFunctions)
                .containsExactly(tuple("ens1f0", null, 4), tuple("ens2f0", 2, 6));
    }

    @Test
    void aHostHasNoMoreThanTheSchemaAllows() {
        DiscoveredHost host = new HostReader(
                        DiscoverySettings.ALL, List.of(Told.intent("all", Optional.empty(), "a", "b")))
                .read(
                        Told.node(),
                        Optional.of(Told.state("""
                                metadata: {name: host-1, namespace: sriov}
                                status:
                                  syncStatus: Succeeded
                                  interfaces:
                                    - {name: a, pciAddress: a, totalvfs: 3000, Vfs: [%s, {vfID: 99999999999, pciAddress: x, driver: vfio-pci}]}
                                    - {name: b, pciAddress: b, totalvfs: 3000, Vfs: [%s]}
                                """.formatted(Told.functions(0, 1500), Told.functions(0, 1500)))),
                        List.of(),
                        Optional.empty())
                .orElseThrow();

        assertThat(host.spec().adapters())
                .extracting(NodeAdapter::virtualFunctions)
                .containsExactly(1501, 547);
    }

    @Test
    void withoutTheSriovNetworkOperatorNodeFeatureDiscoveryTellsOfPorts() {
        NodeFeature feature = Told.feature("""
                metadata: {name: host-1, namespace: nfd}
                spec:
                  features:
                    instances:
                      network.device:
                        elements:
                          - attributes: {name: ens1f0, operstate: up, speed: "25000", sriov_numvfs: "8", sriov_totalvfs: "64"}
                          - attributes: {name: ens1f0v0, operstate: down}
                          - attributes: {name: eno1, operstate: down, sriov_numvfs: "4", sriov_totalvfs: "x"}
                """);

        assertThat(read(DiscoverySettings.ALL, Told.node(), Optional.empty(), List.of(feature), Optional.empty()))
                .hasValueSatisfying(host -> {
                    assertThat(host.source()).isEqualTo(Source.NODE_FEATURE_DISCOVERY);
                    assertThat(host.spec().adapters())
                            .containsExactly(
                                    new NodeAdapter(
                                            "ens1f0",
                                            List.of(),
                                            SriovSupport.SUPPORTED,
                                            null,
                                            LinkState.UP,
                                            8,
                                            null,
                                            List.of(),
                                            null,
                                            null),
                                    new NodeAdapter(
                                            "eno1",
                                            List.of(),
                                            SriovSupport.UNKNOWN,
                                            null,
                                            LinkState.DOWN,
                                            0,
                                            null,
                                            List.of(),
                                            null,
                                            null));
                });
    }

    @Test
    void whoTellsOfPortsDoesntChangeBecauseItIsAway() {
        NodeFeature feature = Told.feature("""
                metadata: {name: host-1, namespace: nfd}
                spec: {features: {instances: {network.device: {elements: [{attributes: {name: ens1f0, sriov_numvfs: "8", sriov_totalvfs: "64"}}]}}}}
                """);

        assertThat(read(
                        DiscoverySettings.ALL,
                        Told.node(),
                        Optional.empty(),
                        List.of(feature),
                        Optional.of(Source.SRIOV_NETWORK_OPERATOR)))
                .hasValueSatisfying(host -> assertThat(host)
                        .returns(true, DiscoveredHost::lastPortsStand)
                        .returns(Availability.AVAILABLE, it -> it.spec().availability()));
        assertThat(read(
                        DiscoverySettings.ALL,
                        Told.node(),
                        Optional.empty(),
                        List.of(),
                        Optional.of(Source.NODE_FEATURE_DISCOVERY)))
                .hasValueSatisfying(host -> assertThat(host.lastPortsStand()).isTrue());
        assertThat(read(
                        DiscoverySettings.ALL,
                        Told.node(),
                        Optional.of(SYNCED),
                        List.of(feature),
                        Optional.of(Source.NODE_FEATURE_DISCOVERY)))
                .hasValueSatisfying(host -> assertThat(host.source()).isEqualTo(Source.SRIOV_NETWORK_OPERATOR));
    }

    @Test
    void aNodeOfWhosePortsNobodyTellsIsNotDiscovered() {
        assertThat(read(DiscoverySettings.ALL, Told.node(), Optional.empty(), List.of(), Optional.empty()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{spec: {unschedulable: true, taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}]}} | the Kubernetes Node is cordoned",
                "{metadata: {labels: {kubevirt.io/schedulable: \"false\"}}} | the Kubernetes Node has the label kubevirt.io/schedulable: \"false\"",
                "{spec: {taints: [{key: kubevirt.io/drain, effect: NoSchedule}]}} | the Kubernetes Node has the taint kubevirt.io/drain",
                "{spec: {taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}]}} | the Kubernetes Node has the taint node.kubernetes.io/unschedulable",
                "{spec: {taints: [{key: node.kubernetes.io/out-of-service, effect: NoExecute}, {key: node.kubernetes.io/out-of-service, effect: NoSchedule}]}} | the Kubernetes Node has the taint node.kubernetes.io/out-of-service",
                "{metadata: {labels: {kubevirt.io/schedulable: \"true\"}}, spec: {taints: [{key: example.com/other, effect: NoSchedule}]}} | ",
            })
    void maintenanceIsWhatTheNodeSays(String yaml, String reason) {
        Node node = Told.node(yaml);
        if (node.getMetadata() == null) {
            node = Told.node("{metadata: {name: host-1}, " + yaml.substring(1));
        }
        node.getMetadata().setName("host-1");

        assertThat(read(node))
                .returns(
                        reason == null ? Availability.AVAILABLE : Availability.MAINTENANCE,
                        AccelNetNodeSpec::availability)
                .returns(reason, AccelNetNodeSpec::availabilityReason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "syncStatus: InProgress | (syncStatus InProgress)",
                "{} | (no syncStatus)",
                "syncStatus: Failed, lastSyncError: no such device | (syncStatus Failed): no such device",
                "syncStatus: Failed, lastSyncError: \"write sriov_numvfs: cannot allocate memory\" | (syncStatus Failed): write sriov_numvfs: cannot allocate memory (PCI Express bus numbers are lacking, Sriov_support_NoBusResources, or address space for the memory of virtual functions, Sriov_support_NoVfBarSpace: the kernel says the same of both)",
            })
    void whileAHostIsSetUpItIsInMaintenanceAndItsLastPortsStand(String status, String reason) {
        String fields = status.equals("{}") ? status : "{" + status + ", interfaces: [{name: ens1f0, pciAddress: a}]}";

        assertThat(host(Told.state("{metadata: {name: host-1, namespace: sriov}, status: " + fields + "}")))
                .returns(true, DiscoveredHost::lastPortsStand)
                .returns(List.of(), host -> host.spec().adapters())
                .returns(Availability.MAINTENANCE, host -> host.spec().availability())
                .returns(
                        "the SR-IOV network operator hasn't set up its ports " + reason,
                        host -> host.spec().availabilityReason())
                .returns(false, DiscoveredHost::hasFunctions);
    }

    @Test
    void allReasonsAreSaidAndNoReasonIsLongerThanTheSchemaAllows() {
        Node node = Told.node("""
                metadata: {name: host-1}
                spec: {unschedulable: true, taints: [{key: kubevirt.io/drain, effect: NoSchedule}]}
                """);

        assertThat(read(node).availabilityReason())
                .isEqualTo("the Kubernetes Node is cordoned; the Kubernetes Node has the taint kubevirt.io/drain");
        assertThat(host(Told.state("{metadata: {name: host-1, namespace: sriov}, status: {lastSyncError: \""
                                + "x".repeat(2000) + "\"}}"))
                        .spec()
                        .availabilityReason())
                .hasSize(1024);
    }

    @Test
    void labelsAreCopiedByTheirPrefixes() {
        Node node = Told.node("""
                metadata:
                  name: host-1
                  labels:
                    topology.kubernetes.io/zone: a
                    kubernetes.io/hostname: host-1
                    kubernetes.io/arch: amd64
                    node-role.kubernetes.io/worker: ""
                    accelnet.io/pool: vms
                    feature.node.kubernetes.io/pci-8086.present: "true"
                    example.com/rack: r1
                """);

        assertThat(labels(DiscoverySettings.ALL, node))
                .isEqualTo(Map.of(
                        "topology.kubernetes.io/zone", "a",
                        "kubernetes.io/hostname", "host-1",
                        "node-role.kubernetes.io/worker", "",
                        "accelnet.io/pool", "vms"));
        assertThat(labels(new DiscoverySettings(true, Selector.ALL, List.of("example.com/")), node))
                .isEqualTo(Map.of("example.com/rack", "r1"));
    }

    private static Map<String, String> labels(DiscoverySettings settings, Node node) {
        return read(settings, node, Optional.of(SYNCED), List.of(), Optional.empty())
                .orElseThrow()
                .labels();
    }

    @Test
    void aNodeThatIsntSelectedIsNotDiscoveredNorIsAnyWhenItIsSwitchedOff() {
        Node node = Told.node("{metadata: {name: host-1, labels: {pool: vms}}}");
        for (DiscoverySettings settings : List.of(
                DiscoverySettings.OFF,
                new DiscoverySettings(true, DiscoverySettings.selector("pool=others"), List.of()))) {
            assertThat(read(settings, node, Optional.of(SYNCED), List.of(), Optional.empty()))
                    .isEmpty();
        }
        assertThat(read(
                        new DiscoverySettings(true, DiscoverySettings.selector("pool=vms"), List.of()),
                        node,
                        Optional.of(SYNCED),
                        List.of(),
                        Optional.empty()))
                .isPresent();
    }
}

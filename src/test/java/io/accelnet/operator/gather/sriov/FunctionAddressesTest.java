package io.accelnet.operator.gather.sriov;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.gather.sriov.FunctionAddresses.VirtualFunction;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.DesiredPort;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Pool;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState.Port;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionAddressesTest {
    private static final String STATE = """
            apiVersion: sriovnetwork.openshift.io/v1
            kind: SriovNetworkNodeState
            metadata:
              name: host-1
              namespace: sriov-network-operator
              creationTimestamp: 2026-01-01T00:00:00Z
              annotations: {sriovnetwork.openshift.io/current-state: Idle}
            spec:
              interfaces:
              - name: ens1f0
                numVfs: 8
                pciAddress: "0000:98:00.0"
                vfGroups:
                - {deviceType: vfio-pci, policyName: vm-ports, resourceName: vm_ports, vfRange: 2-7}
                - {deviceType: netdevice, policyName: others, resourceName: others, vfRange: 0-1}
            status:
              interfaces:
              - Vfs:
                - {driver: iavf, name: ens1f0v0, pciAddress: "0000:98:01.0", vfID: 0}
                - {driver: vfio-pci, pciAddress: "0000:98:01.A", vfID: 2}
                driver: ice
                linkAdminState: up
                linkSpeed: 25000 Mb/s
                name: ens1f0
                altNames: [enp152s0f0]
                numVfs: 8
                pciAddress: "0000:98:00.0"
                totalvfs: 128
              - {driver: mlx5_core, linkSpeed: -1 Mb/s, name: ens5f0, pciAddress: "0000:19:00.0"}
              - Vfs:
                - {driver: vfio-pci, pciAddress: "0000:20:01.0", vfID: 0}
                driver: vfio-pci
                pciAddress: "0000:20:00.0"
              syncStatus: Succeeded
            """;

    @Test
    void aStateIsReadAsItIsStored() {
        SriovNetworkNodeState state = read(STATE);

        assertThat(state.isSynced()).isTrue();
        assertThat(state.desiredPorts())
                .containsExactly(new DesiredPort(
                        "0000:98:00.0",
                        "ens1f0",
                        8,
                        List.of(
                                new Pool("vm_ports", "2-7", "vfio-pci", "vm-ports"),
                                new Pool("others", "0-1", "netdevice", "others"))));
        assertThat(state.ports().getFirst())
                .isEqualTo(new Port(
                        "ens1f0",
                        List.of("enp152s0f0"),
                        "0000:98:00.0",
                        128,
                        8,
                        "25000 Mb/s",
                        "up",
                        "ice",
                        List.of(
                                new SriovNetworkNodeState.Function(0, "0000:98:01.0", "iavf"),
                                new SriovNetworkNodeState.Function(2, "0000:98:01.A", "vfio-pci"))));
        assertThat(state.getMetadata().getAnnotations()).isNullOrEmpty();
    }

    @Test
    void whatIsAbsentIsZeroOrEmpty() {
        Port port = read(STATE).ports().get(1);

        assertThat(port).returns(0L, Port::totalvfs).returns(0L, Port::numVfs);
        assertThat(port.functions()).isEmpty();
        assertThat(read("{metadata: {name: host-1}}"))
                .returns(false, SriovNetworkNodeState::isSynced)
                .returns(List.of(), SriovNetworkNodeState::ports)
                .returns(List.of(), SriovNetworkNodeState::desiredPorts);
    }

    @Test
    void aVirtualFunctionIsFoundByItsNodeAndItsAddress() {
        FunctionAddresses addresses = FunctionAddresses.of(List.of(read(STATE)));

        assertThat(addresses.find("host-1", "0000:98:01.0")).contains(new VirtualFunction("ens1f0", 0));
        assertThat(addresses.find("host-1", "0000:98:01.a")).contains(new VirtualFunction("ens1f0", 2));
        assertThat(addresses.find("host-1", "0000:98:00.0")).as("a port").isEmpty();
        assertThat(addresses.find("host-1", "0000:20:01.0"))
                .as("of a port without a name")
                .isEmpty();
        assertThat(addresses.find("host-2", "0000:98:01.0")).isEmpty();
    }

    @Test
    void ofTwoStatesOfOneNodeTheNewerOneCounts() {
        SriovNetworkNodeState newer = read(STATE.replace("namespace: sriov-network-operator", "namespace: a")
                .replace("2026-01-01", "2026-01-02")
                .replace("vfID: 2", "vfID: 3"));

        for (List<SriovNetworkNodeState> states : List.of(List.of(newer, read(STATE)), List.of(read(STATE), newer))) {
            assertThat(FunctionAddresses.of(states).find("host-1", "0000:98:01.a"))
                    .contains(new VirtualFunction("ens1f0", 3));
        }
    }

    private static SriovNetworkNodeState read(String manifest) {
        SriovNetworkNodeState state =
                new KubernetesSerialization().unmarshal("---\n" + manifest, SriovNetworkNodeState.class);
        state.trim();
        return state;
    }
}

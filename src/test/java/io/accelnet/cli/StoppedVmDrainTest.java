package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell.Answer;
import org.junit.jupiter.api.Test;

/** A VM that doesn't run leaves a node that is drained only where it would be admitted. That holds up no drain, and nobody says it moves. */
class StoppedVmDrainTest {
    private static final String HOST = """
            ---
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetNode
            metadata: {name: %s}
            spec:
              hostType: External
              operatingSystem: Linux
              hyperthreading: true
              adapters: [{name: ens1f0, sriovSupport: Supported, virtualFunctions: 2}]
            """;

    /** Of two hosts one may be down. While one is in maintenance, the reserve doesn't hold, and nobody is admitted. */
    private static final String CLUSTER = """
            apiVersion: accelnet.io/v1alpha1
            kind: NetworkIntent
            metadata: {name: vm-ports}
            spec: {types: [Compute], adapters: [ens1f0], resourceName: example.com/vm_ports}
            ---
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetCluster
            metadata: {name: vms}
            spec: {intentName: vm-ports, nodeReservePercentage: 50}
            ---
            apiVersion: accelnet.io/v1alpha1
            kind: AccelNetVM
            metadata: {namespace: shop, name: web}
            spec: {clusterName: vms, performance: Low, virtualMachineRef: {name: web}}
            ---
            apiVersion: kubevirt.io/v1
            kind: VirtualMachine
            metadata: {namespace: shop, name: web}
            spec:
              runStrategy: Halted
              template:
                spec:
                  domain:
                    cpu: {cores: 4}
                    devices: {interfaces: [{name: fast, sriov: {}}]}
                  networks: [{name: fast, multus: {networkName: fast}}]
            ---
            apiVersion: k8s.cni.cncf.io/v1
            kind: NetworkAttachmentDefinition
            metadata: {namespace: shop, name: fast, annotations: {k8s.v1.cni.cncf.io/resourceName: example.com/vm_ports}}
            """ + HOST.formatted("host-1") + HOST.formatted("host-2");

    @Test
    void itStaysAndIsToldApart() {
        String planned = Shell.run(CLUSTER, "plan", "-f", "-", "-o", "yaml").out();
        assertThat(planned).contains("nodeName: host-1");

        Answer answer = Shell.run(planned, "drain-check", "host-1", "-f", "-");

        assertThat(answer.out())
                .contains("✓ Node host-1 is Up and has 1 VM: 0 find virtual functions elsewhere,"
                        + " 1 doesn't run and can start elsewhere, 0 don't.")
                .doesNotContain("moved");
        assertThat(answer.code()).isZero();
        assertThat(Shell.run(planned, "drain-check", "host-1", "-f", "-", "-o", "json")
                        .out())
                .contains("\"moves\" : [ ]", "\"stopped\" : [ \"shop/web\" ]");
    }
}

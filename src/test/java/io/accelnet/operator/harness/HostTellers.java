package io.accelnet.operator.harness;

import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What kubelet, the SR-IOV network operator and Node Feature Discovery tell of hosts, without these. */
public final class HostTellers implements AutoCloseable {
    /** The namespace of the SR-IOV network operator. */
    public static final String NAMESPACE = "default";

    private static final Set<String> KINDS =
            Set.of("sriovnetworknodestates.sriovnetwork.openshift.io", "nodefeatures.nfd.k8s-sigs.io");

    private final KubernetesClient client;
    private final ForeignKinds kinds;

    /** No kind is installed yet, whatever was. */
    public HostTellers(KubernetesClient client) {
        this.client = client;
        this.kinds = new ForeignKinds(client, Path.of("src/test/resources/hosts"), KINDS);
        uninstall();
    }

    /** Has the API server serve the kinds. */
    public HostTellers install() {
        kinds.install();
        return this;
    }

    /** Has it serve them no more; their objects go too. */
    public void uninstall() {
        kinds.uninstall();
    }

    /** A Node that is Ready. */
    public void node(String name, Map<String, String> labels) {
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .create();
        client.nodes()
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        new NodeBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withStatus(new NodeStatusBuilder()
                                        .withConditions(new NodeConditionBuilder()
                                                .withType("Ready")
                                                .withStatus("True")
                                                .withReason("Test")
                                                .build())
                                        .withNodeInfo(info())
                                        .build())
                                .build());
    }

    private static NodeSystemInfo info() {
        NodeSystemInfo info = new NodeSystemInfo();
        info.setArchitecture("amd64");
        info.setBootID("boot");
        info.setContainerRuntimeVersion("cri-o://1.34");
        info.setKernelVersion("5.14.0-570.el9.x86_64");
        info.setKubeProxyVersion("v1.34.0");
        info.setKubeletVersion("v1.34.0");
        info.setMachineID("machine");
        info.setOperatingSystem("linux");
        info.setOsImage("Red Hat Enterprise Linux 9.6 (Plow)");
        info.setSystemUUID("uuid");
        return info;
    }

    /** What the SR-IOV network operator says of a Node: one port in the pool vm_ports, with so many virtual functions. */
    public void state(String node, int functions, String syncStatus) {
        String vfs = IntStream.range(0, functions)
                .mapToObj(i -> "{driver: vfio-pci, pciAddress: \"0000:98:01.%x\", vfID: %d}".formatted(i, i))
                .collect(Collectors.joining(", "));
        apply("""
                apiVersion: sriovnetwork.openshift.io/v1
                kind: SriovNetworkNodeState
                metadata: {namespace: %s, name: %s}
                spec:
                  interfaces:
                    - name: port-1
                      numVfs: %d
                      pciAddress: "0000:98:00.0"
                      vfGroups: [{deviceType: vfio-pci, policyName: vm-ports, resourceName: vm_ports}]
                status:
                  syncStatus: %s
                  interfaces:
                    - {name: port-1, pciAddress: "0000:98:00.0", totalvfs: 128, numVfs: %d, linkSpeed: 25000 Mb/s, driver: ice, Vfs: [%s]}
                    - {name: eno1, pciAddress: "0000:19:00.0", totalvfs: 7, linkSpeed: -1 Mb/s, driver: igb}
                """.formatted(NAMESPACE, node, functions, syncStatus, functions, vfs));
    }

    /** Creates or changes objects, and their statuses too. */
    public void apply(String manifest) {
        for (HasMetadata object : client.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            client.resource(object).forceConflicts().serverSideApply();
            if (manifest.contains("\nstatus:")) {
                client.resource(object).subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), object);
            }
        }
    }

    /** Deletes the SriovNetworkNodeState and the NodeFeature of a Node. */
    public void forget(String node) {
        client.resources(SriovNetworkNodeState.class)
                .inNamespace(NAMESPACE)
                .withName(node)
                .delete();
        client.resources(NodeFeature.class)
                .inNamespace(NAMESPACE)
                .withName(node)
                .delete();
    }

    @Override
    public void close() {
        uninstall();
    }
}

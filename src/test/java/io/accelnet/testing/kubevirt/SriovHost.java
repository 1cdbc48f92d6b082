package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A host that runs VMs: its Node, with the extended resource as allocatable, and its SriovNetworkNodeState.
 *
 * @param name the Node's name
 * @param resource the extended resource without its prefix, such as vm_ports
 * @param ports the names of its ports
 * @param virtualFunctions how many each port has
 * @param memory what pods may use of its memory, such as 64Gi
 * @param labels the Node's labels beside those that every node has
 */
public record SriovHost(
        String name,
        String resource,
        List<String> ports,
        int virtualFunctions,
        String memory,
        Map<String, String> labels) {
    /** Where the SR-IOV network operator keeps its objects. */
    public static final String NAMESPACE = "sriov-network-operator";

    private static final String PREFIX = "openshift.io/";
    private static final int FUNCTIONS_PER_DEVICE = 8;

    /** One with memory for every VM of a test. */
    public static SriovHost of(String name, String resource, List<String> ports, int virtualFunctions) {
        return new SriovHost(name, resource, ports, virtualFunctions, "256Gi", Map.of());
    }

    public SriovHost withMemory(String memory) {
        return new SriovHost(name, resource, ports, virtualFunctions, memory, labels);
    }

    public SriovHost withLabels(Map<String, String> labels) {
        return new SriovHost(name, resource, ports, virtualFunctions, memory, labels);
    }

    /** The extended resource's full name. */
    public String resourceName() {
        return PREFIX + resource;
    }

    /** How many virtual functions it has in all. */
    public int total() {
        return ports.size() * virtualFunctions;
    }

    /** Creates its Node and its SriovNetworkNodeState; of those that are there already, it renews what this says. */
    public void create(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        client.resource(nodeState()).forceConflicts().serverSideApply();
        client.genericKubernetesResources(KubeVirtKinds.NODE_STATE)
                .inNamespace(NAMESPACE)
                .withName(name)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Map.of("status", nodeState().get("status"))));
        Node node = client.resource(node()).forceConflicts().serverSideApply();
        client.resource(new NodeBuilder(node).withStatus(node().getStatus()).build())
                .updateStatus();
    }

    private Node node() {
        Map<String, Quantity> capacity = new HashMap<>();
        capacity.put(resourceName(), new Quantity(String.valueOf(total())));
        capacity.put("pods", new Quantity("250"));
        capacity.put("cpu", new Quantity("64"));
        capacity.put("memory", new Quantity(memory));
        List.of("kvm", "tun", "vhost-net")
                .forEach(device -> capacity.put("devices.kubevirt.io/" + device, new Quantity("1000")));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", "amd64")
                .addToLabels("kubevirt.io/schedulable", "true")
                .addToLabels("feature.node.kubernetes.io/cpu-hardware_multithreading", "true")
                .endMetadata()
                .withNewStatus()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .endCondition()
                .withNewNodeInfo()
                .withArchitecture("amd64")
                .withBootID("")
                .withContainerRuntimeVersion("cri-o://1.36.0")
                .withKernelVersion("6.8.0-45-generic")
                .withKubeProxyVersion("")
                .withKubeletVersion("v1.36.3")
                .withMachineID("")
                .withOperatingSystem("linux")
                .withOsImage("Ubuntu 24.04.1 LTS")
                .withSystemUUID("")
                .endNodeInfo()
                .endStatus()
                .build();
    }

    private GenericKubernetesResource nodeState() {
        List<Map<String, ?>> wanted = new ArrayList<>();
        List<Map<String, ?>> present = new ArrayList<>();
        for (int port = 0; port < ports.size(); port++) {
            String address = "0000:%02x:00.0".formatted(0x98 + port);
            wanted.add(Map.of(
                    "name",
                    ports.get(port),
                    "numVfs",
                    virtualFunctions,
                    "pciAddress",
                    address,
                    "vfGroups",
                    List.of(Map.of(
                            "deviceType",
                            "vfio-pci",
                            "policyName",
                            "vms",
                            "resourceName",
                            resource,
                            "vfRange",
                            "0-" + (virtualFunctions - 1)))));
            present.add(Map.ofEntries(
                    Map.entry("name", ports.get(port)),
                    Map.entry("pciAddress", address),
                    Map.entry("driver", "ice"),
                    Map.entry("vendor", "8086"),
                    Map.entry("deviceID", "159b"),
                    Map.entry("linkSpeed", "25000 Mb/s"),
                    Map.entry("linkType", "ETH"),
                    Map.entry("linkAdminState", "up"),
                    Map.entry("numVfs", virtualFunctions),
                    Map.entry("totalvfs", 128),
                    Map.entry("Vfs", functions(port))));
        }
        GenericKubernetesResource state = new GenericKubernetesResource();
        state.setApiVersion("sriovnetwork.openshift.io/v1");
        state.setKind("SriovNetworkNodeState");
        state.setMetadata(
                new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(name).build());
        state.setAdditionalProperty("spec", Map.of("interfaces", wanted));
        state.setAdditionalProperty("status", Map.of("syncStatus", "Succeeded", "interfaces", present));
        return state;
    }

    private List<Map<String, ?>> functions(int port) {
        List<Map<String, ?>> functions = new ArrayList<>();
        for (int function = 0; function < virtualFunctions; function++) {
            functions.add(Map.of(
                    "vfID",
                    function,
                    "pciAddress",
                    "0000:%02x:%02x.%d"
                            .formatted(
                                    0x98 + port, 1 + function / FUNCTIONS_PER_DEVICE, function % FUNCTIONS_PER_DEVICE),
                    "driver",
                    "vfio-pci",
                    "vendor",
                    "8086",
                    "deviceID",
                    "1889"));
        }
        return functions;
    }
}

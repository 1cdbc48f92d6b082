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
 * A host that runs VMs: its Node, with the extended resources as allocatable, and its SriovNetworkNodeState.
 *
 * @param name the Node's name
 * @param pools its virtual functions, by the resource under which they are handed out
 * @param memory what pods may use of its memory, such as 64Gi
 * @param labels the Node's labels beside those that every node has
 */
public record SriovHost(String name, List<Pool> pools, String memory, Map<String, String> labels) {
    /** Where the SR-IOV network operator keeps its objects. */
    public static final String NAMESPACE = "sriov-network-operator";

    private static final String PREFIX = "openshift.io/";
    private static final int FUNCTIONS_PER_DEVICE = 8;
    private static final int FIRST_BUS = 0x98;

    /**
     * The virtual functions that are handed out under one resource.
     *
     * @param resource the extended resource without its prefix, such as vm_ports
     * @param ports the names of the ports
     * @param virtualFunctions how many each port has
     */
    public record Pool(String resource, List<String> ports, int virtualFunctions) {
        public Pool {
            ports = List.copyOf(ports);
        }

        /** The extended resource's full name. */
        public String resourceName() {
            return PREFIX + resource;
        }

        /** How many virtual functions there are in all. */
        public int total() {
            return ports.size() * virtualFunctions;
        }
    }

    /**
     * A port.
     *
     * @param address its PCI address without the function
     */
    private record Port(String name, String address, Pool pool) {
        String pciAddress() {
            return address + ":00.0";
        }
    }

    public SriovHost {
        pools = List.copyOf(pools);
    }

    /** One with memory for every VM of a test. */
    public static SriovHost of(String name, String resource, List<String> ports, int virtualFunctions) {
        return new SriovHost(name, List.of(new Pool(resource, ports, virtualFunctions)), "256Gi", Map.of());
    }

    /** The same with virtual functions of another resource too. */
    public SriovHost withPool(String resource, List<String> ports, int virtualFunctions) {
        List<Pool> more = new ArrayList<>(pools);
        more.add(new Pool(resource, ports, virtualFunctions));
        return new SriovHost(name, more, memory, labels);
    }

    public SriovHost withMemory(String memory) {
        return new SriovHost(name, pools, memory, labels);
    }

    public SriovHost withLabels(Map<String, String> labels) {
        return new SriovHost(name, pools, memory, labels);
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
        pools.forEach(pool -> capacity.put(pool.resourceName(), new Quantity(String.valueOf(pool.total()))));
        capacity.put("pods", new Quantity("250"));
        capacity.put("cpu", new Quantity("64"));
        capacity.put("memory", new Quantity(memory));
        capacity.put("ephemeral-storage", new Quantity("100Gi"));
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

    private List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        for (Pool pool : pools) {
            for (String port : pool.ports()) {
                ports.add(new Port(port, "0000:%02x".formatted(FIRST_BUS + ports.size()), pool));
            }
        }
        return ports;
    }

    private GenericKubernetesResource nodeState() {
        List<Map<String, ?>> wanted = new ArrayList<>();
        List<Map<String, ?>> present = new ArrayList<>();
        for (Port port : ports()) {
            int virtualFunctions = port.pool().virtualFunctions();
            wanted.add(Map.of(
                    "name",
                    port.name(),
                    "numVfs",
                    virtualFunctions,
                    "pciAddress",
                    port.pciAddress(),
                    "vfGroups",
                    List.of(Map.of(
                            "deviceType",
                            "vfio-pci",
                            "policyName",
                            port.pool().resource().replace('_', '-'),
                            "resourceName",
                            port.pool().resource(),
                            "vfRange",
                            "0-" + (virtualFunctions - 1)))));
            present.add(Map.ofEntries(
                    Map.entry("name", port.name()),
                    Map.entry("pciAddress", port.pciAddress()),
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

    private static List<Map<String, ?>> functions(Port port) {
        List<Map<String, ?>> functions = new ArrayList<>();
        for (int function = 0; function < port.pool().virtualFunctions(); function++) {
            functions.add(Map.of(
                    "vfID",
                    function,
                    "pciAddress",
                    "%s:%02x.%d"
                            .formatted(
                                    port.address(),
                                    1 + function / FUNCTIONS_PER_DEVICE,
                                    function % FUNCTIONS_PER_DEVICE),
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

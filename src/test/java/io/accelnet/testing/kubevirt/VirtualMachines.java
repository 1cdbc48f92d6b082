package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What users do with the VirtualMachines of a namespace.
 *
 * @param client theirs
 * @param namespace where these are
 */
public record VirtualMachines(KubernetesClient client, String namespace) {
    /** The NetworkAttachmentDefinition that VMs use of which nothing else is said. */
    public static final String NETWORK = "fast";

    /** Creates the network that hands out this resource. */
    public void createNetwork(String resourceName) {
        createNetwork(NETWORK, resourceName);
    }

    /** Creates a network by another name. */
    public void createNetwork(String network, String resourceName) {
        GenericKubernetesResource definition = new GenericKubernetesResource();
        definition.setApiVersion("k8s.cni.cncf.io/v1");
        definition.setKind("NetworkAttachmentDefinition");
        definition.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(network)
                .addToAnnotations("k8s.v1.cni.cncf.io/resourceName", resourceName)
                .build());
        client.resource(definition).create();
    }

    /**
     * Creates a VirtualMachine.
     *
     * @param runStrategy Always, RerunOnFailure, Manual, Once or Halted
     * @param virtualFunctions how many network adapters with a virtual function it has
     * @param memory the guest's memory, such as 2Gi
     */
    public void create(String name, String runStrategy, int virtualFunctions, String memory) {
        create(
                name,
                runStrategy,
                IntStream.range(0, virtualFunctions).mapToObj(number -> NETWORK).toList(),
                memory);
    }

    /**
     * Creates a VirtualMachine.
     *
     * @param connected the networks of its network adapters with virtual functions; one may come several times
     */
    public void create(String name, String runStrategy, List<String> connected, String memory) {
        create(name, runStrategy, connected, memory, List.of());
    }

    /** Creates a VirtualMachine that is to run, with a network adapter with a virtual function and a disk on this claim. */
    public void createWithDisk(String name, String claim) {
        create(name, "Always", List.of(NETWORK), "1Gi", List.of(claim));
    }

    private void create(String name, String runStrategy, List<String> connected, String memory, List<String> claims) {
        SequencedMap<String, String> adapters = new LinkedHashMap<>();
        for (int number = 0; number < connected.size(); number++) {
            adapters.put(connected.get(number) + "-" + number, connected.get(number));
        }
        List<Map<String, ?>> interfaces = Stream.concat(
                        Stream.of(Map.<String, Object>of("name", "default", "masquerade", Map.of())),
                        adapters.keySet().stream()
                                .map(adapter -> Map.<String, Object>of("name", adapter, "sriov", Map.of())))
                .<Map<String, ?>>map(it -> it)
                .toList();
        List<Map<String, ?>> networks = Stream.concat(
                        Stream.of(Map.<String, Object>of("name", "default", "pod", Map.of())),
                        adapters.entrySet().stream()
                                .map(adapter -> Map.<String, Object>of(
                                        "name", adapter.getKey(), "multus", Map.of("networkName", adapter.getValue()))))
                .<Map<String, ?>>map(it -> it)
                .toList();
        GenericKubernetesResource vm = new GenericKubernetesResource();
        vm.setApiVersion("kubevirt.io/v1");
        vm.setKind("VirtualMachine");
        vm.setMetadata(
                new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
        vm.setAdditionalProperty(
                "spec",
                Map.of(
                        "runStrategy",
                        runStrategy,
                        "template",
                        Map.of(
                                "metadata",
                                Map.of("labels", Map.of("kubevirt.io/vm", name)),
                                "spec",
                                Map.of(
                                        "evictionStrategy",
                                        "LiveMigrate",
                                        "domain",
                                        Map.of(
                                                "cpu",
                                                Map.of("sockets", 4),
                                                "memory",
                                                Map.of("guest", memory),
                                                "devices",
                                                Map.of("interfaces", interfaces)),
                                        "networks",
                                        networks,
                                        "volumes",
                                        claims.stream()
                                                .map(claim -> Map.of(
                                                        "name",
                                                        claim,
                                                        "persistentVolumeClaim",
                                                        Map.of("claimName", claim)))
                                                .toList()))));
        client.resource(vm).create();
    }

    /** Changes the run strategy. */
    public void run(String name, String strategy) {
        vm(name).patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Map.of("spec", Map.of("runStrategy", strategy))));
    }

    /** As {@code virtctl start} does for a VM that is started by hand. */
    public void start(String name) {
        request(name, List.of(Map.of("action", "Start")));
    }

    /** As {@code virtctl stop} does for such a VM. */
    public void stop(String name) {
        instance(name).ifPresent(it -> request(name, List.of(Map.of("action", "Stop", "uid", it.uid()))));
    }

    /** As {@code virtctl restart} does. */
    public void restart(String name) {
        instance(name)
                .ifPresent(it ->
                        request(name, List.of(Map.of("action", "Stop", "uid", it.uid()), Map.of("action", "Start"))));
    }

    private void request(String name, List<Map<String, String>> requests) {
        vm(name).subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Map.of("status", Map.of("stateChangeRequests", requests))));
    }

    /** As {@code virtctl migrate} does. The migration's name. */
    public String migrate(String name) {
        GenericKubernetesResource migration = new GenericKubernetesResource();
        migration.setApiVersion("kubevirt.io/v1");
        migration.setKind("VirtualMachineInstanceMigration");
        migration.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withGenerateName("migrate-" + name + "-")
                .build());
        migration.setAdditionalProperty("spec", Map.of("vmiName", name));
        return client.resource(migration).create().getMetadata().getName();
    }

    /** Somebody asks for the eviction of its pod, as {@code kubectl drain} does; virt-api turns that into an evacuation. */
    public void evict(String name) {
        instance(name)
                .ifPresent(it -> client.genericKubernetesResources(KubeVirtKinds.INSTANCE)
                        .inNamespace(namespace)
                        .withName(name)
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                Serialization.asJson(Map.of(
                                        "status", Map.of("evacuationNodeName", it.text("status", "nodeName"))))));
    }

    public void delete(String name) {
        vm(name).delete();
    }

    private Resource<GenericKubernetesResource> vm(String name) {
        return client.genericKubernetesResources(KubeVirtKinds.VIRTUAL_MACHINE)
                .inNamespace(namespace)
                .withName(name);
    }

    public Optional<Dynamic> get(String name) {
        return Optional.ofNullable(vm(name).get()).map(Dynamic::new);
    }

    /** Its instance, if it has one. */
    public Optional<Dynamic> instance(String name) {
        return Optional.ofNullable(client.genericKubernetesResources(KubeVirtKinds.INSTANCE)
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(Dynamic::new);
    }

    /** All instances. */
    public List<Dynamic> instances() {
        List<Dynamic> instances = new ArrayList<>();
        client.genericKubernetesResources(KubeVirtKinds.INSTANCE)
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(instance -> instances.add(new Dynamic(instance)));
        return instances;
    }

    public Optional<Dynamic> migration(String name) {
        return Optional.ofNullable(client.genericKubernetesResources(KubeVirtKinds.MIGRATION)
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(Dynamic::new);
    }
}

package io.accelnet.testing.invariant;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.NetworkIntent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Collectors;

/** Objects of a pool openshift.io/vm_ports with one port for each host, as the API server has them. */
final class Manifests {
    static final String RESOURCE = "openshift.io/vm_ports";
    static final String NAMESPACE = "shop";

    private static final List<Class<? extends HasMetadata>> OURS =
            List.of(AccelNetNode.class, AccelNetVM.class, AccelNetCluster.class, NetworkIntent.class);

    private Manifests() {}

    /** An object of a Java class where there is one for its kind. */
    static HasMetadata read(String manifest) {
        return OURS.stream()
                .filter(type -> manifest.contains("kind: " + type.getSimpleName() + "\n"))
                .<HasMetadata>map(type -> Serialization.unmarshal(manifest, type))
                .findFirst()
                .orElseGet(() -> (HasMetadata) Serialization.unmarshal(manifest, KubernetesResource.class));
    }

    static String node(String name, String ready) {
        return """
                apiVersion: v1
                kind: Node
                metadata: {name: %s, uid: node-%s, labels: {kubernetes.io/hostname: %s.example}}
                status: {conditions: [{type: Ready, status: "%s"}]}
                """.formatted(name, name, name, ready);
    }

    /** An entry of a ledger: which virtual function which AccelNetVM has. */
    record Entry(int function, String vm, String uid) {}

    static String host(String name, int virtualFunctions, Entry... entries) {
        String allocations = List.of(entries).stream()
                .map(entry ->
                        "{adapter: ens1f0, virtualFunction: %d, namespace: shop, name: %s, uid: %s, cluster: pool, networkAdapter: fast-%d, performance: Low, queuePairs: 1}"
                                .formatted(entry.function(), entry.vm(), entry.uid(), entry.function()))
                .collect(Collectors.joining(", "));
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetNode
                metadata: {name: %s, uid: host-%s}
                spec:
                  hostType: KubernetesNode
                  operatingSystem: Linux
                  hyperthreading: true
                  adapters: [{name: ens1f0, sriovSupport: Supported, virtualFunctions: %d}]
                status: {cluster: pool, allocations: [%s]}
                """.formatted(name, name, virtualFunctions, allocations);
    }

    static String cluster(int tolerated, String held) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetCluster
                metadata: {name: pool, uid: cluster-pool, generation: 1}
                spec: {intentName: vms}
                status:
                  reserve: {nodes: 3, failuresToTolerate: %d, nodesDown: 0, failuresToleratedNow: %d, worstNodesTotal: 1, capacity: 8, used: 1, free: 7, inMaintenance: 0, reserved: 4, available: 3, headroom: {low: 3, medium: 3, high: 3}}
                  conditions: [{type: ReserveHeld, status: "%s", reason: Held, message: "held: %s", lastTransitionTime: "2026-01-01T00:00:00Z"}]
                """.formatted(tolerated, tolerated, held, held);
    }

    static String intent(String name, String resourceName) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: NetworkIntent
                metadata: {name: %s, uid: intent-%s}
                spec: {types: [Compute], adapters: [port], resourceName: %s}
                """.formatted(name, name, resourceName);
    }

    static String vm(String name, boolean admitted) {
        return """
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetVM
                metadata: {namespace: shop, name: %s, uid: vm-%s, creationTimestamp: "2026-01-01T00:00:00Z"}
                spec: {clusterName: pool, performance: Low, virtualMachineRef: {name: %s}}
                status: {admitted: %s}
                """.formatted(name, name, name, admitted);
    }

    /**
     * A launcher pod of a VM.
     *
     * @param rules YAML of the fields of its spec beside containers
     * @param status YAML of its status
     */
    static String pod(String name, String vm, String rules, String status) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  namespace: shop
                  name: %s
                  uid: pod-%s
                  labels: {kubevirt.io: virt-launcher}
                  ownerReferences: [{apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, name: %s, uid: vmi-%s, controller: true}]
                spec:
                  containers: [{name: compute, image: none, resources: {limits: {openshift.io/vm_ports: "1"}, requests: {openshift.io/vm_ports: "1"}}}]
                  %s
                status: %s
                """.formatted(name, name, vm, vm, rules.replace("\n", "\n  "), status);
    }

    static final String GATED = "schedulingGates: [{name: accelnet.io/virtual-functions}]";
    static final String PENDING = "{phase: Pending}";
    static final String RUNNING = "{phase: Running}";

    static String openTo(String hostnames) {
        return "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                + "[{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [" + hostnames + "]}]}]}}}";
    }

    static String with(String pod, String address) {
        return pod.replace(
                "  labels:",
                "  annotations: {k8s.v1.cni.cncf.io/network-status: '[{\"name\": \"shop/fast\", \"device-info\": {\"type\": \"pci\","
                        + " \"pci\": {\"pci-address\": \"" + address + "\"}}}]'}\n  labels:");
    }
}

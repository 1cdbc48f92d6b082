package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.VirtualMachineFacts;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.NodeLabels;
import io.accelnet.operator.gather.kubevirt.References;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.VirtualMachine;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import io.accelnet.plan.snapshot.VirtualMachine.VmFacts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The VM of each AccelNetVM: as it is stated, or as the VirtualMachine says that it names. */
final class VirtualMachines {
    /** Names a VirtualMachine. */
    private record Key(String namespace, String name) {}

    private final References references;
    private final Map<Key, AccelNetVM> holders = new HashMap<>();
    private final Map<String, String> resourceOfIntent = new HashMap<>();
    private final Map<String, List<String>> intentsOfCluster = new HashMap<>();

    VirtualMachines(ClusterObjects world) {
        for (AccelNetVM vm : world.vms()) {
            reference(vm)
                    .ifPresent(key -> holders.merge(
                            key, vm, (one, other) -> Vms.PRECEDENCE.compare(one, other) <= 0 ? one : other));
        }
        // Many clusters have thousands of VirtualMachines that no AccelNetVM names: then nothing of them is looked at.
        references = holders.isEmpty()
                ? new References(KubeVirtObjects.NONE, new NodeLabels(List.of()))
                : new References(world.kubeVirt(), new NodeLabels(world.kubernetesNodes()));
        world.intents()
                .forEach(intent -> Optional.ofNullable(intent.getSpec().resourceName())
                        .ifPresent(resource ->
                                resourceOfIntent.put(intent.getMetadata().getName(), resource)));
        world.clusters()
                .forEach(cluster -> intentsOfCluster.put(
                        cluster.getMetadata().getName(), cluster.getSpec().allIntentNames()));
    }

    VirtualMachine of(AccelNetVM vm) {
        AccelNetVMSpec spec = vm.getSpec();
        @Nullable VirtualMachineFacts facts = spec.virtualMachine();
        if (facts != null) {
            return new VirtualMachine.Described(new VmFacts(
                    facts.virtualProcessors(),
                    facts.networkAdapters(),
                    AdapterIntents.read(facts.adapterIntents()),
                    Optional.ofNullable(facts.nodeName())));
        }
        Key key = reference(vm)
                .orElseThrow(() -> new IllegalArgumentException("neither virtualMachine nor virtualMachineRef"));
        String holder =
                Optional.ofNullable(holders.get(key)).orElse(vm).getMetadata().getName();
        return holder.equals(vm.getMetadata().getName())
                ? references.resolve(key.namespace(), key.name(), resources(spec.clusterName()))
                : new VirtualMachine.Unresolved(
                        key.name(),
                        Obstacle.TAKEN,
                        "AccelNetVM " + holder + " is for VirtualMachine " + key.name()
                                + " already. Delete one of the two.");
    }

    /** The AccelNetVM that counts for a VirtualMachine; empty if there is none. */
    Optional<VmId> holder(String namespace, String name) {
        return Optional.ofNullable(holders.get(new Key(namespace, name))).map(Vms::id);
    }

    private static Optional<Key> reference(AccelNetVM vm) {
        return Optional.ofNullable(vm.getSpec().virtualMachineRef())
                .map(reference -> new Key(vm.getMetadata().getNamespace(), reference.name()));
    }

    /** The extended resources of the cluster's intents, each with its intent. Those that name none, or aren't there, have none. */
    private SequencedMap<String, String> resources(String cluster) {
        SequencedMap<String, String> intents = new LinkedHashMap<>();
        for (String intent : intentsOfCluster.getOrDefault(cluster, List.of())) {
            Optional.ofNullable(resourceOfIntent.get(intent))
                    .ifPresent(resource -> intents.putIfAbsent(resource, intent));
        }
        return intents;
    }
}

package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All objects that the actor knows, and which of its parts has to look when one of them changes. */
final class Kinds implements AutoCloseable {
    private final WorkQueue queue;
    private final Kind<GenericKubernetesResource> virtualMachines;
    private final Kind<GenericKubernetesResource> instances;
    private final Kind<GenericKubernetesResource> migrations;
    private final Kind<GenericKubernetesResource> networks;
    private final Kind<GenericKubernetesResource> nodeStates;
    private final Kind<Pod> pods;
    private final Kind<Node> nodes;

    Kinds(KubernetesClient client, WorkQueue queue) {
        this.queue = queue;
        this.networks = new Kind<>(
                client.genericKubernetesResources(KubeVirtKinds.NETWORK), false, network -> lookAtUnprocessed());
        this.nodeStates = new Kind<>(
                client.genericKubernetesResources(KubeVirtKinds.NODE_STATE),
                true,
                state -> add(Work.Part.NODE, "", state.getMetadata().getName()));
        this.nodes = new Kind<>(client.resources(Node.class), true, node -> queue.add(Work.on(Work.Part.NODE, node)));
        this.virtualMachines = new Kind<>(
                client.genericKubernetesResources(KubeVirtKinds.VIRTUAL_MACHINE),
                true,
                vm -> queue.add(Work.on(Work.Part.VIRTUAL_MACHINE, vm)));
        this.migrations =
                new Kind<>(client.genericKubernetesResources(KubeVirtKinds.MIGRATION), true, this::lookAtMigration);
        this.instances =
                new Kind<>(client.genericKubernetesResources(KubeVirtKinds.INSTANCE), false, this::lookAtInstance);
        this.pods = new Kind<>(client.resources(Pod.class), true, this::lookAtPod);
    }

    private void lookAtUnprocessed() {
        // Null only while this is being built, when everything is still to be looked at.
        if (instances != null) {
            instances.all().forEach(this::lookAtInstance);
        }
    }

    private void lookAtMigration(GenericKubernetesResource migration) {
        queue.add(Work.on(Work.Part.MIGRATION, migration));
    }

    private void lookAtInstance(GenericKubernetesResource instance) {
        queue.add(Work.on(Work.Part.INSTANCE, instance));
        queue.add(Work.on(Work.Part.VIRTUAL_MACHINE, instance));
        migrationsOf(new Dynamic(instance)).forEach(migration -> lookAtMigration(migration.object()));
    }

    private void lookAtPod(Pod pod) {
        queue.add(Work.on(Work.Part.POD, pod));
        pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> owner.getKind().equals("VirtualMachineInstance"))
                .forEach(owner -> add(Work.Part.INSTANCE, pod.getMetadata().getNamespace(), owner.getName()));
        LauncherPods.migrationName(pod)
                .ifPresent(name -> add(Work.Part.MIGRATION, pod.getMetadata().getNamespace(), name));
    }

    void add(Work.Part part, String namespace, String name) {
        queue.add(new Work(part, namespace, name));
    }

    Kind<GenericKubernetesResource> virtualMachines() {
        return virtualMachines;
    }

    Kind<GenericKubernetesResource> instances() {
        return instances;
    }

    Kind<GenericKubernetesResource> migrations() {
        return migrations;
    }

    Kind<Pod> pods() {
        return pods;
    }

    Kind<Node> nodes() {
        return nodes;
    }

    Optional<Dynamic> virtualMachine(String namespace, String name) {
        return virtualMachines.get(namespace, name).map(Dynamic::new);
    }

    Optional<Dynamic> instance(String namespace, String name) {
        return instances.get(namespace, name).map(Dynamic::new);
    }

    /** The extended resource that a network's devices are of. */
    Optional<String> resourceOf(String namespace, String network) {
        return networks.get(namespace, network)
                .map(it -> it.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(NetworkStatus.RESOURCE_NAME));
    }

    /** A node's SriovNetworkNodeState, in whichever namespace the SR-IOV network operator runs. */
    Optional<Dynamic> nodeState(String node) {
        return nodeStates.all().stream()
                .filter(state -> state.getMetadata().getName().equals(node))
                .map(Dynamic::new)
                .findFirst();
    }

    Stream<Dynamic> migrationsOf(Dynamic instance) {
        return migrations.in(instance.namespace()).stream()
                .map(Dynamic::new)
                .filter(migration -> migration.text("spec", "vmiName").equals(instance.name()));
    }

    /** The launcher pods of an instance, also those that have finished. */
    List<Pod> podsOf(Dynamic instance) {
        return pods.in(instance.namespace()).stream()
                .filter(pod -> isControlledBy(pod, instance.uid()))
                .toList();
    }

    List<Pod> podsOn(String node) {
        return pods.all().stream()
                .filter(pod -> Objects.equals(pod.getSpec().getNodeName(), node))
                .toList();
    }

    private static boolean isControlledBy(HasMetadata object, String uid) {
        return Kind.controllers(object).contains(uid);
    }

    @Override
    public void close() {
        Stream.of(networks, nodeStates, nodes, virtualMachines, migrations, instances, pods)
                .forEach(Kind::close);
    }
}

package io.accelnet.cli.scenario;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetNodeSpec;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.AdapterIntent;
import io.accelnet.api.v1alpha1.Availability;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.VirtualMachineFacts;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The changes that can be asked for. */
public final class Edits {
    /** Enough vCPUs for every level, with hyperthreading or without. */
    private static final int ENOUGH_VCPUS = 4;

    private Edits() {}

    /**
     * Another share of nodes that may be down at once.
     *
     * @param percentage 0 to 99
     * @param cluster of this cluster; empty: of all
     */
    public static Edit reserve(int percentage, Optional<String> cluster) {
        return objects -> with(
                objects,
                objects.nodes(),
                each(
                        objects.clusters(),
                        one -> cluster.filter(name ->
                                                !name.equals(one.getMetadata().getName()))
                                        .isPresent()
                                ? one
                                : reserving(one, percentage)),
                objects.vms());
    }

    /** A new cluster. */
    public static Edit addCluster(AccelNetCluster cluster) {
        return objects -> {
            String name = cluster.getMetadata().getName();
            if (objects.clusters().stream()
                    .anyMatch(one -> one.getMetadata().getName().equals(name))) {
                throw new BadRequestException("AccelNetCluster " + name + " exists already");
            }
            List<AccelNetCluster> clusters = new ArrayList<>(objects.clusters());
            clusters.add(cluster);
            return with(objects, objects.nodes(), clusters, objects.vms());
        };
    }

    /** Another spec for a cluster. */
    public static Edit changeCluster(String name, AccelNetClusterSpec spec) {
        return objects -> {
            find(objects.clusters(), name, "AccelNetCluster");
            return with(
                    objects,
                    objects.nodes(),
                    each(objects.clusters(), one -> one.getMetadata().getName().equals(name) ? asking(one, spec) : one),
                    objects.vms());
        };
    }

    /** A cluster less. Its VMs stay. */
    public static Edit removeCluster(String name) {
        return objects -> {
            find(objects.clusters(), name, "AccelNetCluster");
            return with(
                    objects,
                    objects.nodes(),
                    objects.clusters().stream()
                            .filter(one -> !one.getMetadata().getName().equals(name))
                            .toList(),
                    objects.vms());
        };
    }

    /** No change, for options that are about a cluster: it has to be there. */
    public static Edit about(String cluster) {
        return objects -> {
            find(objects.clusters(), cluster, "AccelNetCluster");
            return objects;
        };
    }

    /**
     * A new node that is like another one, but up and empty.
     *
     * @param name the new node's name
     * @param template the other one's
     */
    public static Edit addNode(String name, String template) {
        return objects -> {
            AccelNetNode like = find(objects.nodes(), template, "AccelNetNode");
            if (objects.nodes().stream()
                    .anyMatch(node -> node.getMetadata().getName().equals(name))) {
                throw new BadRequestException("AccelNetNode " + name + " exists already");
            }
            AccelNetNode node = new AccelNetNode();
            node.setMetadata(new ObjectMetaBuilder()
                    .withName(name)
                    .withLabels(like.getMetadata().getLabels())
                    .build());
            node.setSpec(available(like.getSpec(), Availability.AVAILABLE));
            List<AccelNetNode> nodes = new ArrayList<>(objects.nodes());
            nodes.add(node);
            return with(objects, nodes, objects.clusters(), objects.vms());
        };
    }

    /** A node less. */
    public static Edit removeNode(String name) {
        return objects -> {
            find(objects.nodes(), name, "AccelNetNode");
            return with(
                    objects,
                    objects.nodes().stream()
                            .filter(node -> !node.getMetadata().getName().equals(name))
                            .toList(),
                    objects.clusters(),
                    objects.vms());
        };
    }

    /** Nodes that are down. */
    public static Edit fail(Collection<String> names) {
        return objects -> {
            names.forEach(name -> find(objects.nodes(), name, "AccelNetNode"));
            return with(
                    objects,
                    each(
                            objects.nodes(),
                            node -> names.contains(node.getMetadata().getName()) ? down(node) : node),
                    objects.clusters(),
                    objects.vms());
        };
    }

    /**
     * Another level for a VM.
     *
     * @param vm its name, or its namespace, a slash and its name
     */
    public static Edit level(String vm, Performance level) {
        return objects -> {
            ObjectKey changed = ObjectKey.of(vm(objects.vms(), vm));
            return with(
                    objects,
                    objects.nodes(),
                    objects.clusters(),
                    each(objects.vms(), each -> ObjectKey.of(each).equals(changed) ? asking(each, level) : each));
        };
    }

    /**
     * VMs more, newer than all objects that are there; also than those of which it isn't said when they were created, once
     * {@link Assumptions} have been made about them.
     *
     * @param number how many in each cluster
     * @param level the level of each
     * @param networkAdapters how many each has
     * @param intents the intent of each of them; empty: all belong to the cluster's first
     * @param cluster theirs; empty: so many in each cluster
     * @param namespace where they live
     */
    public static Edit addVms(
            int number,
            Performance level,
            int networkAdapters,
            List<String> intents,
            Optional<String> cluster,
            String namespace) {
        return objects -> {
            List<String> clusters = cluster.map(List::of).orElseGet(() -> names(objects.clusters()));
            Set<String> taken =
                    objects.vms().stream().map(vm -> vm.getMetadata().getName()).collect(Collectors.toSet());
            List<String> adapters =
                    IntStream.range(0, networkAdapters).mapToObj(i -> "eth" + i).toList();
            List<AdapterIntent> adapterIntents = IntStream.range(0, intents.size())
                    .mapToObj(i -> new AdapterIntent(adapters.get(i), intents.get(i)))
                    .toList();
            List<AccelNetVM> vms = new ArrayList<>(objects.vms());
            String created = Assumptions.afterAll(objects).toString();
            Iterator<String> names = IntStream.iterate(1, i -> i + 1)
                    .mapToObj(i -> "added-" + i)
                    .filter(name -> !taken.contains(name))
                    .iterator();
            for (String theirs : clusters) {
                for (int added = 0; added < number; added++) {
                    AccelNetVM vm = new AccelNetVM();
                    vm.setMetadata(new ObjectMetaBuilder()
                            .withNamespace(namespace)
                            .withName(names.next())
                            .withCreationTimestamp(created)
                            .build());
                    vm.setSpec(new AccelNetVMSpec(
                            theirs,
                            level,
                            null,
                            new VirtualMachineFacts(ENOUGH_VCPUS, adapters, adapterIntents, null)));
                    vms.add(vm);
                }
            }
            return with(objects, objects.nodes(), objects.clusters(), vms);
        };
    }

    private static List<String> names(List<AccelNetCluster> clusters) {
        if (clusters.isEmpty()) {
            throw new BadRequestException("there is no AccelNetCluster for the new VMs");
        }
        return clusters.stream()
                .map(cluster -> cluster.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static AccelNetVM vm(List<AccelNetVM> vms, String said) {
        List<AccelNetVM> found = vms.stream()
                .filter(vm -> said.equals(vm.getMetadata().getName())
                        || said.equals(vm.getMetadata().getNamespace() + "/"
                                + vm.getMetadata().getName()))
                .toList();
        if (found.size() > 1) {
            throw new BadRequestException("several namespaces have an AccelNetVM " + said + ": say NAMESPACE/" + said);
        }
        return found.stream().findFirst().orElseThrow(() -> {
            List<String> names = vms.stream()
                    .map(vm -> said.contains("/")
                            ? vm.getMetadata().getNamespace() + "/"
                                    + vm.getMetadata().getName()
                            : vm.getMetadata().getName())
                    .distinct()
                    .toList();
            return BadRequestException.noSuch("AccelNetVM", said, names);
        });
    }

    private static <T extends HasMetadata> T find(List<T> objects, String name, String kind) {
        return objects.stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> BadRequestException.noSuch(
                        kind,
                        name,
                        objects.stream()
                                .map(object -> object.getMetadata().getName())
                                .toList()));
    }

    private static <T> List<T> each(List<T> objects, UnaryOperator<T> change) {
        return objects.stream().map(change).toList();
    }

    private static ClusterObjects with(
            ClusterObjects objects, List<AccelNetNode> nodes, List<AccelNetCluster> clusters, List<AccelNetVM> vms) {
        return new ClusterObjects(
                        objects.intents(), nodes, clusters, vms, objects.kubernetesNodes(), objects.namespaces())
                .with(objects.kubeVirt())
                .with(objects.hosts())
                .with(objects.pods());
    }

    private static AccelNetCluster reserving(AccelNetCluster cluster, int percentage) {
        AccelNetClusterSpec spec = cluster.getSpec();
        return asking(
                cluster,
                new AccelNetClusterSpec(
                        spec.intentName(),
                        spec.additionalIntentNames(),
                        spec.portPolicy(),
                        percentage,
                        spec.nodeSelector(),
                        spec.queuePairs(),
                        spec.unsupportedNodes(),
                        spec.unsupportedAdapters(),
                        spec.allowedNamespaces(),
                        spec.maxVirtualFunctionsPerNamespace()));
    }

    private static AccelNetCluster asking(AccelNetCluster cluster, AccelNetClusterSpec spec) {
        AccelNetCluster changed = new AccelNetCluster();
        changed.setMetadata(edited(cluster.getMetadata()));
        changed.setStatus(cluster.getStatus());
        changed.setSpec(spec);
        return changed;
    }

    private static AccelNetNode down(AccelNetNode node) {
        AccelNetNode changed = new AccelNetNode();
        changed.setMetadata(edited(node.getMetadata()));
        changed.setStatus(node.getStatus());
        changed.setSpec(available(node.getSpec(), Availability.DOWN));
        return changed;
    }

    private static AccelNetNodeSpec available(AccelNetNodeSpec spec, Availability availability) {
        return new AccelNetNodeSpec(
                spec.hostType(),
                spec.operatingSystem(),
                spec.osImage(),
                spec.kernelVersion(),
                spec.hyperthreading(),
                availability,
                spec.failoverClusterMember(),
                spec.virtualizationEnabled(),
                spec.azureArcManaged(),
                spec.validSubscription(),
                spec.networkHudRunning(),
                spec.adapters());
    }

    private static AccelNetVM asking(AccelNetVM vm, Performance level) {
        AccelNetVMSpec spec = vm.getSpec();
        AccelNetVM changed = new AccelNetVM();
        changed.setMetadata(edited(vm.getMetadata()));
        changed.setStatus(vm.getStatus());
        changed.setSpec(new AccelNetVMSpec(
                spec.clusterName(), level, spec.portPolicy(), spec.virtualMachineRef(), spec.virtualMachine()));
        return changed;
    }

    /** A change of the spec is another generation of it. */
    private static ObjectMeta edited(ObjectMeta metadata) {
        ObjectMeta edited = new ObjectMetaBuilder(metadata).build();
        edited.setGeneration(Optional.ofNullable(metadata.getGeneration()).orElse(1L) + 1);
        return edited;
    }
}

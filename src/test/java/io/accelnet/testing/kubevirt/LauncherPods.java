package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pods that VMs run in, as KubeVirt makes them, with the virtual functions that network-resources-injector has them request.
 */
final class LauncherPods {
    static final String CREATED_BY = "kubevirt.io/created-by";
    static final String MIGRATION_JOB = "kubevirt.io/migrationJobUID";
    static final String MIGRATION_NAME = "kubevirt.io/migrationJobName";
    static final String HOSTNAME = "kubernetes.io/hostname";

    private static final int LABEL_LENGTH = 63;
    private static final int MILLICPUS_PER_VCPU = 100;
    private static final String DEFAULT_MEMORY = "64Mi";
    private static final List<String> DEVICES =
            List.of("devices.kubevirt.io/kvm", "devices.kubevirt.io/tun", "devices.kubevirt.io/vhost-net");

    private final Kinds kinds;

    LauncherPods(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The pod of an instance that starts. */
    Pod launcher(Dynamic instance) {
        Map<String, String> labels = new HashMap<>();
        Optional.ofNullable(instance.object().getMetadata().getLabels()).ifPresent(labels::putAll);
        labels.put("kubevirt.io", "virt-launcher");
        labels.put(CREATED_BY, instance.uid());
        labels.put("vm.kubevirt.io/name", shortened(instance.name()));
        Map<String, Quantity> requests = requests(instance);
        Map<String, Quantity> limits = new TreeMap<>(requests);
        limits.keySet().removeAll(List.of("cpu", "memory", "ephemeral-storage"));
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(instance.namespace())
                .withGenerateName("virt-launcher-" + instance.name() + "-")
                .withLabels(labels)
                .addToAnnotations("kubevirt.io/domain", instance.name())
                .addToAnnotations("kubectl.kubernetes.io/default-container", "compute")
                .addToAnnotations(networks(instance))
                .addNewOwnerReference()
                .withApiVersion("kubevirt.io/v1")
                .withKind("VirtualMachineInstance")
                .withName(instance.name())
                .withUid(instance.uid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withNodeSelector(nodeSelector(instance))
                .withAffinity(affinity(instance))
                .withTolerations(tolerations(instance))
                .withVolumes(volumes(instance))
                .addNewReadinessGate("kubevirt.io/virtual-machine-unpaused")
                .addNewContainer()
                .withName("compute")
                .withImage("quay.io/kubevirt/virt-launcher:v1.9.0")
                .withNewResources()
                .withRequests(requests)
                .withLimits(limits)
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    /** The pod that an instance migrates to: anywhere but beside its present one. */
    Pod target(Dynamic instance, Dynamic migration) {
        Map<String, String> selector = new HashMap<>(nodeSelector(instance));
        migration.fields("spec", "addedNodeSelector").forEach((key, value) -> selector.put(key, value.toString()));
        return new PodBuilder(launcher(instance))
                .editMetadata()
                .addToLabels(MIGRATION_JOB, migration.uid())
                .addToAnnotations(MIGRATION_NAME, migration.name())
                .endMetadata()
                .editSpec()
                .withNodeSelector(selector)
                .editAffinity()
                .withPodAntiAffinity(new PodAntiAffinity(
                        null,
                        List.of(new PodAffinityTermBuilder()
                                .withLabelSelector(new LabelSelectorBuilder()
                                        .addToMatchLabels(CREATED_BY, instance.uid())
                                        .build())
                                .withTopologyKey(HOSTNAME)
                                .build())))
                .endAffinity()
                .endSpec()
                .build();
    }

    private Map<String, Quantity> requests(Dynamic instance) {
        Map<String, Quantity> requests = new TreeMap<>();
        DEVICES.forEach(device -> requests.put(device, new Quantity("1")));
        requests.put("cpu", new Quantity(Topology.of(instance).vCpus() * MILLICPUS_PER_VCPU + "m"));
        requests.put("memory", new Quantity(memory(instance)));
        requests.put("ephemeral-storage", new Quantity("50M"));
        for (VmNetwork network : VmNetwork.of(instance)) {
            kinds.resourceOf(network.namespace(), network.definition())
                    .ifPresent(name -> requests.merge(name, new Quantity("1"), (one, other) -> one.add(other)));
        }
        return requests;
    }

    private static String memory(Dynamic instance) {
        String guest = instance.text("spec", "domain", "memory", "guest");
        String requested = instance.text("spec", "domain", "resources", "requests", "memory");
        return !requested.isEmpty() ? requested : !guest.isEmpty() ? guest : DEFAULT_MEMORY;
    }

    private static Map<String, String> networks(Dynamic instance) {
        List<Map<String, String>> networks = VmNetwork.of(instance).stream()
                .map(network -> Map.of(
                        "name",
                        network.definition(),
                        "namespace",
                        network.namespace(),
                        "interface",
                        network.podInterface()))
                .toList();
        return networks.isEmpty() ? Map.of() : Map.of(NetworkStatus.NETWORKS, Serialization.asJson(networks));
    }

    private static List<Volume> volumes(Dynamic instance) {
        return instance.list("spec", "volumes").stream()
                .filter(volume -> volume.get("persistentVolumeClaim") instanceof Map)
                .map(volume -> typed(volume, Volume.class))
                .toList();
    }

    private static Map<String, String> nodeSelector(Dynamic instance) {
        Map<String, String> selector = new HashMap<>();
        instance.fields("spec", "nodeSelector").forEach((key, value) -> selector.put(key, value.toString()));
        selector.put("kubevirt.io/schedulable", "true");
        selector.put("kubernetes.io/arch", "amd64");
        return selector;
    }

    private static Affinity affinity(Dynamic instance) {
        Affinity affinity = typed(instance.fields("spec", "affinity"), Affinity.class);
        NodeAffinity nodes = Objects.requireNonNullElseGet(affinity.getNodeAffinity(), NodeAffinity::new);
        List<NodeSelectorTerm> terms = Optional.ofNullable(nodes.getRequiredDuringSchedulingIgnoredDuringExecution())
                .map(required -> new ArrayList<>(required.getNodeSelectorTerms()))
                .orElseGet(() -> new ArrayList<>(List.of(new NodeSelectorTerm())));
        for (NodeSelectorTerm term : terms) {
            List<NodeSelectorRequirement> expressions = new ArrayList<>(term.getMatchExpressions());
            expressions.add(new NodeSelectorRequirement(
                    "node-labeller.kubevirt.io/obsolete-host-model", "DoesNotExist", List.of()));
            term.setMatchExpressions(expressions);
        }
        nodes.setRequiredDuringSchedulingIgnoredDuringExecution(new NodeSelector(terms));
        return new AffinityBuilder(affinity).withNodeAffinity(nodes).build();
    }

    private static List<Toleration> tolerations(Dynamic instance) {
        return instance.list("spec", "tolerations").stream()
                .map(toleration -> typed(toleration, Toleration.class))
                .toList();
    }

    private static <T> T typed(Map<String, ?> fields, Class<T> type) {
        return Serialization.unmarshal(Serialization.asJson(fields), type);
    }

    private static String shortened(String name) {
        return name.length() <= LABEL_LENGTH ? name : name.substring(0, LABEL_LENGTH);
    }

    static boolean hasFinished(Pod pod) {
        return List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
    }

    static boolean isRunning(Pod pod) {
        return "Running".equals(pod.getStatus().getPhase());
    }

    /** Whether it runs and shall go on. */
    static boolean isReady(Pod pod) {
        return isRunning(pod) && pod.getMetadata().getDeletionTimestamp() == null;
    }

    /** Which migration it is the target of. */
    static Optional<String> migrationName(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(MIGRATION_NAME));
    }

    /** Whether it is this migration's target, and not that of another one under the same name. */
    static boolean isTargetOf(Pod pod, Dynamic migration) {
        return migration.uid().equals(pod.getMetadata().getLabels().get(MIGRATION_JOB));
    }
}

package io.accelnet.operator.gather.pod;

import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.PodSnapshot;
import io.accelnet.plan.snapshot.PodSnapshot.Bound;
import io.accelnet.plan.snapshot.PodSnapshot.Gated;
import io.accelnet.plan.snapshot.PodSnapshot.Open;
import io.accelnet.plan.snapshot.PodSnapshot.Purpose;
import io.accelnet.plan.snapshot.PodSnapshot.Refused;
import io.accelnet.plan.snapshot.PodSnapshot.Stage;
import io.accelnet.plan.snapshot.PodSnapshot.UsedFunction;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads pods: what they request, whose they are, how far they have come, and which virtual functions they have. */
public final class PodReader {
    /** The scheduling gate at which pods wait for virtual functions. */
    public static final String GATE = "accelnet.io/virtual-functions";

    static final String SCHEDULED = "PodScheduled";
    static final String CREATED_BY = "kubevirt.io/created-by";
    static final String MIGRATION_JOB = "kubevirt.io/migrationJobUID";
    static final Set<String> LABELS = Set.of(CREATED_BY, MIGRATION_JOB);

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
    private static final String INSTANCE = "VirtualMachineInstance";
    private static final String KUBEVIRT = "kubevirt.io/";
    private static final String DEFAULT_SCHEDULER = "default-scheduler";
    private static final String UNSCHEDULABLE = "Unschedulable";
    private static final String INTERFACE_PREFIX = "pod";
    private static final int INTERFACE_HASH = 11;

    /**
     * A VirtualMachineInstance, which has its VirtualMachine's name.
     *
     * @param namespace its namespace
     * @param name its name
     */
    public record InstanceName(String namespace, String name) {}

    /** What is known of the VMs whose pods are read. */
    public interface Vms {
        /** The AccelNetVM that counts for a VirtualMachine; empty if there is none. */
        Optional<VmId> of(InstanceName instance);

        /** The network adapters of an AccelNetVM's VM, as far as they are known. */
        List<String> networkAdapters(VmId vm);

        /** The node on which a VirtualMachineInstance runs, if it is the one with this UID. */
        Optional<String> nodeOf(InstanceName instance, String uid);

        /** Whether a VirtualMachineInstance has to leave its node, if it is the one with this UID. */
        boolean isEvacuated(InstanceName instance, String uid);
    }

    private final Set<String> resources;
    private final Vms vms;
    private final NodeRules rules;
    private final PodPlaces places;
    private final VirtualFunctionIndex functions;
    private final BoundLaunchers launchers;

    /**
     * Reads pods that request any of these resources.
     *
     * @param nodesOfHostname the Kubernetes Nodes whose label kubernetes.io/hostname has a value
     * @param places where pods can go that aren't bound
     * @param launchers tells which migrations are believed of VMs that no AccelNetVM is for
     */
    public PodReader(
            Set<String> resources,
            Vms vms,
            Function<String, Set<String>> nodesOfHostname,
            PodPlaces places,
            VirtualFunctionIndex functions,
            BoundLaunchers launchers) {
        this.resources = Set.copyOf(resources);
        this.vms = vms;
        this.rules = new NodeRules(nodesOfHostname);
        this.places = places;
        this.functions = functions;
        this.launchers = launchers;
    }

    /** What a pod says; empty for one that requests none of the resources, or is over. */
    public Optional<PodSnapshot> read(Pod pod) {
        Map<String, Integer> requests = hasEnded(pod) ? Map.of() : PodRequests.of(pod, resources);
        if (requests.isEmpty()) {
            return Optional.empty();
        }
        Optional<OwnerReference> instance = instance(pod);
        Optional<InstanceName> name =
                instance.map(owner -> new InstanceName(pod.getMetadata().getNamespace(), owner.getName()));
        Optional<VmId> vm = name.flatMap(vms::of);
        Purpose purpose = purpose(pod, instance, name, vm);
        boolean evacuates = purpose == Purpose.MIGRATION_TARGET
                && vms.isEvacuated(
                        name.orElseThrow(), instance.map(OwnerReference::getUid).orElse(""));
        return Optional.of(new PodSnapshot(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                Optional.ofNullable(pod.getMetadata().getUid()).orElse(""),
                time(pod.getMetadata().getCreationTimestamp()),
                requests,
                vm,
                purpose,
                evacuates,
                stage(pod, requests, vm)));
    }

    /**
     * Whether a pod is over: then it has nothing any more, whatever it requests. One that is deleted before it was bound never will be, however
     * long its finalizers keep it.
     */
    static boolean hasEnded(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                        .map(PodStatus::getPhase)
                        .filter(ENDED::contains)
                        .isPresent()
                || (pod.getMetadata().getDeletionTimestamp() != null
                        && node(pod).isEmpty());
    }

    static Optional<String> node(Pod pod) {
        return Optional.ofNullable(pod.getSpec()).map(PodSpec::getNodeName).filter(name -> !name.isEmpty());
    }

    /**
     * The VirtualMachineInstance that has made the pod. Its controller is one thing that says it, a label with its UID the other: pods of
     * volumes that are plugged in have neither.
     */
    static Optional<OwnerReference> instance(Pod pod) {
        Optional<String> createdBy = label(pod, CREATED_BY);
        return Optional.ofNullable(pod.getMetadata().getOwnerReferences()).stream()
                .flatMap(List::stream)
                .filter(owner -> Boolean.TRUE.equals(owner.getController())
                        && INSTANCE.equals(owner.getKind())
                        && owner.getApiVersion().startsWith(KUBEVIRT)
                        && createdBy.equals(Optional.ofNullable(owner.getUid())))
                .findFirst();
    }

    /** The target of a migration is the VM once the VM runs there; its label says for ever that it was one. */
    private Purpose purpose(
            Pod pod, Optional<OwnerReference> instance, Optional<InstanceName> name, Optional<VmId> vm) {
        if (instance.isEmpty()) {
            return Purpose.OTHER;
        }
        Optional<String> node = node(pod);
        boolean runsThere = node.isPresent()
                && name.flatMap(its -> vms.nodeOf(its, instance.get().getUid())).equals(node);
        boolean isTarget =
                isTarget(pod) && !runsThere && (vm.isPresent() || node.isPresent() || launchers.migratesTo(pod));
        return isTarget ? Purpose.MIGRATION_TARGET : Purpose.RUN;
    }

    /** Whether a pod's label says that it is, or was, the target of a migration. */
    static boolean isTarget(Pod pod) {
        return label(pod, MIGRATION_JOB).isPresent();
    }

    private Stage stage(Pod pod, Map<String, Integer> requests, Optional<VmId> vm) {
        Optional<String> node = node(pod);
        if (node.isPresent()) {
            return new Bound(
                    node.get(),
                    pod.getMetadata().getDeletionTimestamp() != null,
                    functions(pod, node.get(), requests, vm));
        }
        boolean gated = Optional.ofNullable(pod.getSpec().getSchedulingGates()).stream()
                .flatMap(List::stream)
                .anyMatch(gate -> GATE.equals(gate.getName()));
        return gated ? new Gated(places.of(pod)) : open(pod);
    }

    private Open open(Pod pod) {
        Optional<Set<String>> nodes = rules.nodes(pod.getSpec());
        return new Open(
                nodes,
                refused(pod)
                        .map(refused -> nodes.filter(opened -> hasNoVolumesOn(opened, pod))
                                .map(opened -> refused.forVolumesElsewhere())
                                .orElse(refused)),
                Optional.ofNullable(pod.getStatus())
                        .map(PodStatus::getNominatedNodeName)
                        .filter(name -> !name.isEmpty()));
    }

    private boolean hasNoVolumesOn(Set<String> nodes, Pod pod) {
        return !nodes.isEmpty()
                && places.ofVolumes(pod)
                        .filter(left -> Collections.disjoint(left, nodes))
                        .isPresent();
    }

    /**
     * Those of the node's virtual functions that it says it has, of whatever resource, and of unknown ones no more than it requests: whoever
     * may write a pod's annotation may write anything into it.
     */
    private List<UsedFunction> functions(Pod pod, String node, Map<String, Integer> requests, Optional<VmId> vm) {
        long most = requests.values().stream().mapToLong(Integer::longValue).sum();
        Map<Boolean, List<UsedFunction>> byKnown = NetworkStatus.devices(pod).stream()
                .map(device -> function(device, node, vm))
                .collect(
                        Collectors.partitioningBy(function -> function.adapter().isPresent()));
        List<UsedFunction> known = byKnown.getOrDefault(true, List.of());
        return Stream.concat(
                        known.stream(),
                        byKnown.getOrDefault(false, List.of()).stream().limit(Math.max(0, most - known.size())))
                .toList();
    }

    private UsedFunction function(NetworkStatus.Device device, String node, Optional<VmId> vm) {
        Optional<VirtualFunctionIndex.Location> location = functions.find(node, device.pciAddress());
        return new UsedFunction(
                device.networkInterface().map(name -> networkAdapter(name, vm)),
                device.pciAddress(),
                location.map(VirtualFunctionIndex.Location::adapter),
                location.map(found -> OptionalInt.of(found.virtualFunction())).orElse(OptionalInt.empty()));
    }

    /** The VM's network adapter of an interface in its pod, whose name KubeVirt makes from the network adapter's. */
    private String networkAdapter(String networkInterface, Optional<VmId> vm) {
        return vm.map(vms::networkAdapters).orElse(List.of()).stream()
                .filter(adapter -> interfaceOf(adapter).equals(networkInterface))
                .findFirst()
                .orElse(networkInterface);
    }

    private static String interfaceOf(String networkAdapter) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(networkAdapter.getBytes(StandardCharsets.UTF_8));
            return INTERFACE_PREFIX + HexFormat.of().formatHex(hash).substring(0, INTERFACE_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Optional<Refused> refused(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).stream()
                .flatMap(List::stream)
                .filter(condition -> SCHEDULED.equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && UNSCHEDULABLE.equals(condition.getReason()))
                .map(PodReader::refused)
                .findFirst()
                .or(() -> leftAlone(pod));
    }

    /** kube-scheduler doesn't look at it, and so never says that it finds no node. What it keeps isn't its for ever all the same. */
    private static Optional<Refused> leftAlone(Pod pod) {
        return otherGate(pod.getSpec())
                .map(gate -> "it waits at another scheduling gate, " + gate.getName())
                .or(() -> otherScheduler(pod.getSpec())
                        .map(scheduler -> "it is for scheduler " + scheduler + ", which hasn't placed it"))
                .map(why -> new Refused(time(pod.getMetadata().getCreationTimestamp()), why));
    }

    /** A gate of somebody else. */
    static Optional<PodSchedulingGate> otherGate(PodSpec spec) {
        return Optional.ofNullable(spec.getSchedulingGates()).stream()
                .flatMap(List::stream)
                .filter(gate -> !GATE.equals(gate.getName()))
                .findFirst();
    }

    /** The scheduler that the pod is for, if it isn't kube-scheduler. */
    static Optional<String> otherScheduler(PodSpec spec) {
        return Optional.ofNullable(spec.getSchedulerName())
                .filter(name -> !name.isEmpty() && !DEFAULT_SCHEDULER.equals(name));
    }

    private static Refused refused(PodCondition condition) {
        return new Refused(
                time(condition.getLastTransitionTime()),
                Optional.ofNullable(condition.getMessage()).orElse(""));
    }

    static Instant time(@Nullable String text) {
        return text == null ? Instant.EPOCH : Instant.parse(text);
    }

    private static Optional<String> label(Pod pod, String key) {
        return Optional.ofNullable(pod.getMetadata().getLabels()).map(labels -> labels.get(key));
    }
}

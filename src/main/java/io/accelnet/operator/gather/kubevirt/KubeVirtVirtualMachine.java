package io.accelnet.operator.gather.kubevirt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.accelnet.api.schema.ApiType;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** KubeVirt's VirtualMachine: how the next instance of the VM will be. */
@ApiType
@Group("kubevirt.io")
@Version("v1")
@Kind("VirtualMachine")
@Plural("virtualmachines")
public class KubeVirtVirtualMachine extends ReferencedObject<KubeVirtVirtualMachine.Spec, KubeVirtVirtualMachine.Status>
        implements Namespaced {
    /** Says how fast a VM's virtual functions shall be, and thereby asks for an AccelNetVM. */
    public static final String PERFORMANCE_LABEL = "accelnet.io/performance";

    /** Says which AccelNetCluster shall give them. */
    public static final String CLUSTER_LABEL = "accelnet.io/cluster";

    /** Says from which ports they come. */
    public static final String PORT_POLICY_LABEL = "accelnet.io/port-policy";

    private static final String HALTED = "Halted";
    private static final String ALWAYS = "Always";
    private static final String STOPPED = "Stopped";

    /**
     * What is read of the spec.
     *
     * @param running true for the run strategy Always, false for Halted, if it says it in the former way
     * @param runStrategy when KubeVirt starts it
     * @param instancetype the instance type, if it has one
     * @param template its instances
     */
    @ApiType
    record Spec(
            @Nullable Boolean running,
            @Nullable String runStrategy,
            @Nullable InstanceTypeMatcher instancetype,
            @Nullable Template template) {}

    /**
     * Names an instance type.
     *
     * @param kind the instance type's kind, in any case, in singular or plural; absent: the kind of the whole cluster
     * @param name its name; absent while KubeVirt hasn't inferred it from a volume
     * @param revisionName the ControllerRevision that has it as it was when the VM was made
     */
    @ApiType
    record InstanceTypeMatcher(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String revisionName) {}

    /**
     * The template of instances.
     *
     * @param spec their spec
     */
    @ApiType
    record Template(@Nullable InstanceSpec spec) {}

    /**
     * How an instance will be.
     *
     * @param domain its hardware
     * @param networks its networks
     * @param nodeSelector labels that its node must have
     * @param affinity which nodes it may run on
     */
    @ApiType
    record InstanceSpec(
            @Nullable Domain domain,
            @Nullable List<Network> networks,
            @Nullable Map<String, String> nodeSelector,
            @Nullable Affinity affinity) {}

    /**
     * Which nodes an instance may run on.
     *
     * @param nodeAffinity by the nodes themselves
     */
    @ApiType
    record Affinity(@Nullable NodeAffinity nodeAffinity) {}

    /**
     * Which nodes an instance may run on, by the nodes themselves.
     *
     * @param requiredDuringSchedulingIgnoredDuringExecution what a node must be like
     */
    @ApiType
    record NodeAffinity(@Nullable NodeSelector requiredDuringSchedulingIgnoredDuringExecution) {}

    /**
     * Virtual hardware.
     *
     * @param cpu the vCPUs
     * @param resources what the pod asks for
     * @param devices the devices
     */
    @ApiType
    record Domain(
            @Nullable CpuTopology cpu,
            @Nullable Resources resources,
            @Nullable Devices devices) {}

    /**
     * What a pod asks for.
     *
     * @param limits the most that it gets
     * @param requests the least
     */
    @ApiType
    record Resources(@Nullable CpuAmount limits, @Nullable CpuAmount requests) {}

    /**
     * An amount of CPUs.
     *
     * @param cpu a number or a text; not checked yet
     */
    @ApiType
    record CpuAmount(@Nullable Object cpu) {}

    /**
     * Virtual devices.
     *
     * @param interfaces the network interfaces
     */
    @ApiType
    record Devices(@Nullable List<Interface> interfaces) {}

    /**
     * A network interface.
     *
     * @param name its name, which is also that of its network
     * @param sriov present if it is a virtual function
     * @param state {@code absent} if it is to be unplugged
     */
    @ApiType
    record Interface(
            @Nullable String name,
            @Nullable Object sriov,
            @Nullable String state) {
        private static final String ABSENT = "absent";

        boolean isVirtualFunction() {
            return sriov != null && !ABSENT.equals(state);
        }
    }

    /**
     * A network.
     *
     * @param name its name
     * @param multus what Multus connects it to, if it does
     */
    @ApiType
    record Network(@Nullable String name, @Nullable Multus multus) {}

    /**
     * What Multus connects a network to.
     *
     * @param networkName the NetworkAttachmentDefinition, with its namespace and a slash before it if it isn't the VM's
     */
    @ApiType
    record Multus(@Nullable String networkName) {}

    /**
     * What is read of the status.
     *
     * @param instancetypeRef the instance type that KubeVirt saw
     * @param runStrategy the run strategy that KubeVirt saw
     * @param printableStatus what it is doing, in a word
     * @param stateChangeRequests starts and stops that were asked for and aren't done yet; how they look isn't read
     */
    @ApiType
    record Status(
            @Nullable InstanceTypeReference instancetypeRef,
            @Nullable String runStrategy,
            @Nullable String printableStatus,
            @Nullable List<Object> stateChangeRequests) {}

    /**
     * The instance type that KubeVirt saw.
     *
     * @param controllerRevisionRef the ControllerRevision in which it was stored
     */
    @ApiType
    record InstanceTypeReference(@Nullable RevisionReference controllerRevisionRef) {}

    /**
     * Names a ControllerRevision.
     *
     * @param name its name
     */
    @ApiType
    record RevisionReference(@Nullable String name) {}

    /** What its label says how fast its virtual functions shall be; empty: it has no such label. Not checked. */
    @JsonIgnore
    public Optional<String> performanceLabel() {
        return label(PERFORMANCE_LABEL);
    }

    /** What its label says which cluster shall give them; empty: it has no such label. Not checked. */
    @JsonIgnore
    public Optional<String> clusterLabel() {
        return label(CLUSTER_LABEL);
    }

    /** What its label says from which ports they come; empty: it has no such label. Not checked. */
    @JsonIgnore
    public Optional<String> portPolicyLabel() {
        return label(PORT_POLICY_LABEL);
    }

    private Optional<String> label(String key) {
        return Optional.ofNullable(getMetadata().getLabels()).map(labels -> labels.get(key));
    }

    /**
     * Whether it is stopped and KubeVirt doesn't start it by itself. What isn't known counts as a start: no status, or another run
     * strategy than those.
     *
     * @param last its last instance, if that is still there
     */
    boolean isStopped(Optional<KubeVirtVirtualMachineInstance> last) {
        if (last.filter(instance -> !instance.hasEnded()).isPresent() || hasRequests()) {
            return false;
        }
        return switch (runStrategy()) {
            case HALTED -> true;
            case "Manual" -> saysStopped();
            // It is started anew after a failure, and when it comes from another run strategy.
            case "RerunOnFailure" ->
                saysStopped()
                        && runStrategyInStatus().equals(Optional.of("RerunOnFailure"))
                        && last.filter(KubeVirtVirtualMachineInstance::hasFailed)
                                .isEmpty();
            // It is started when there is no instance.
            case "Once" -> saysStopped() && last.isPresent();
            default -> false;
        };
    }

    /** As KubeVirt reads it: one that says nothing isn't started. */
    private String runStrategy() {
        Optional<Spec> spec = Optional.ofNullable(getSpec());
        return spec.map(Spec::running)
                .map(running -> running ? ALWAYS : HALTED)
                .or(() -> spec.map(Spec::runStrategy))
                .orElse(HALTED);
    }

    private boolean hasRequests() {
        return Optional.ofNullable(getStatus())
                .map(Status::stateChangeRequests)
                .filter(requests -> !requests.isEmpty())
                .isPresent();
    }

    private boolean saysStopped() {
        return Optional.ofNullable(getStatus())
                .map(Status::printableStatus)
                .filter(STOPPED::equals)
                .isPresent();
    }

    private Optional<String> runStrategyInStatus() {
        return Optional.ofNullable(getStatus()).map(Status::runStrategy);
    }

    /** Of the status only what is asked: what a VM is doing changes often, and mostly makes no other plan. */
    @Override
    public Object facts() {
        return Arrays.asList(
                getSpec(),
                Optional.ofNullable(getStatus()).map(Status::instancetypeRef),
                runStrategyInStatus(),
                saysStopped(),
                hasRequests());
    }

    /** Whether it is on its way out. */
    @JsonIgnore
    public boolean isBeingDeleted() {
        return getMetadata().getDeletionTimestamp() != null;
    }

    @Override
    public void trim() {
        Map<String, String> labels = new HashMap<>();
        performanceLabel().ifPresent(value -> labels.put(PERFORMANCE_LABEL, value));
        clusterLabel().ifPresent(value -> labels.put(CLUSTER_LABEL, value));
        portPolicyLabel().ifPresent(value -> labels.put(PORT_POLICY_LABEL, value));
        setMetadata(identity()
                .withLabels(labels.isEmpty() ? null : labels)
                .withDeletionTimestamp(getMetadata().getDeletionTimestamp())
                .build());
    }

    Optional<InstanceTypeMatcher> instanceType() {
        return Optional.ofNullable(getSpec()).map(Spec::instancetype);
    }

    /** The ControllerRevision that the status names; empty if it names none. */
    Optional<String> revisionInStatus() {
        return Optional.ofNullable(getStatus())
                .map(Status::instancetypeRef)
                .map(InstanceTypeReference::controllerRevisionRef)
                .map(RevisionReference::name)
                .filter(name -> !name.isEmpty());
    }

    Optional<Domain> domain() {
        return instanceSpec().map(InstanceSpec::domain);
    }

    /** Whether any of its interfaces is a virtual function. */
    @JsonIgnore
    public boolean hasVirtualFunctions() {
        return !virtualFunctions().isEmpty();
    }

    /** The interfaces that are virtual functions, in their order. */
    List<Interface> virtualFunctions() {
        return domain().map(Domain::devices).map(Devices::interfaces).orElse(List.of()).stream()
                .filter(Interface::isVirtualFunction)
                .toList();
    }

    /** The names of the interfaces that are virtual functions, in their order. */
    @JsonIgnore
    public List<String> virtualFunctionNames() {
        return virtualFunctions().stream()
                .map(each -> Objects.requireNonNullElse(each.name(), ""))
                .toList();
    }

    /** The NetworkAttachmentDefinition that Multus connects an interface to; empty if that isn't how it is connected. */
    Optional<String> networkOf(Interface networkInterface) {
        return instanceSpec().map(InstanceSpec::networks).orElse(List.of()).stream()
                .filter(network -> network.name() != null && network.name().equals(networkInterface.name()))
                .findFirst()
                .map(Network::multus)
                .map(Multus::networkName);
    }

    /** Which nodes its instances may run on, as far as labels and names of nodes say. */
    NodeRules nodeRules() {
        return new NodeRules(
                instanceSpec().map(InstanceSpec::nodeSelector).orElse(Map.of()),
                instanceSpec()
                        .map(InstanceSpec::affinity)
                        .map(Affinity::nodeAffinity)
                        .map(NodeAffinity::requiredDuringSchedulingIgnoredDuringExecution)
                        .map(rule -> Objects.requireNonNullElse(rule.getNodeSelectorTerms(), List.of())));
    }

    private Optional<InstanceSpec> instanceSpec() {
        return Optional.ofNullable(getSpec()).map(Spec::template).map(Template::spec);
    }
}

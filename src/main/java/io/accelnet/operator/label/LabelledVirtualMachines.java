package io.accelnet.operator.label;

import io.accelnet.api.schema.Bounds;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.PortPolicy;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Vms;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.accelnet.plan.Phrases;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the labels of VirtualMachines ask for, from the objects alone. A VirtualMachine that says how fast its VM shall be gets
 * an AccelNetVM of its own name; without the label that goes again. What a person made is left alone.
 */
public final class LabelledVirtualMachines {
    /** Why labels aren't followed that leave open which AccelNetCluster is meant. */
    public static final String CLUSTER_NOT_NAMED = "ClusterNotNamed";

    private static final String PERFORMANCE = KubeVirtVirtualMachine.PERFORMANCE_LABEL;
    private static final String CLUSTER = KubeVirtVirtualMachine.CLUSTER_LABEL;
    private static final String PORT_POLICY = KubeVirtVirtualMachine.PORT_POLICY_LABEL;
    private static final Pattern CLUSTER_NAME = Pattern.compile(Bounds.SUBDOMAIN);
    private static final Map<String, Performance> LEVELS =
            Map.of("Low", Performance.LOW, "Medium", Performance.MEDIUM, "High", Performance.HIGH);
    private static final Map<String, PortPolicy> PORT_POLICIES =
            Map.of("Any", PortPolicy.ANY, "Different", PortPolicy.DIFFERENT);

    private static final Comparator<KubeVirtVirtualMachine> ORDER =
            Comparator.<KubeVirtVirtualMachine, String>comparing(
                            machine -> machine.getMetadata().getNamespace())
                    .thenComparing(machine -> machine.getMetadata().getName());

    /**
     * What the labels ask for, but for the cluster.
     *
     * @param performance how fast the virtual functions shall be
     * @param portPolicy from which ports they come; empty: no label says so, and it is whoever's who writes it into the AccelNetVM
     */
    private record Asked(Performance performance, Optional<PortPolicy> portPolicy) {}

    /** Names an object in a namespace. */
    private record Name(String namespace, String name) {
        static Name of(HasMetadata object) {
            return new Name(
                    object.getMetadata().getNamespace(), object.getMetadata().getName());
        }
    }

    private final Map<Name, AccelNetVM> vms = new HashMap<>();
    /** By the VirtualMachine that they name, those that have another name than it. */
    private final Map<Name, AccelNetVM> vmsOfOtherNames = new HashMap<>();

    private final Set<String> clusters = new TreeSet<>();
    private final Set<Name> running = new HashSet<>();
    private final boolean knowsWhatRuns;

    private LabelledVirtualMachines(ClusterObjects world) {
        for (AccelNetVM vm : world.vms()) {
            vms.put(Name.of(vm), vm);
            Optional.ofNullable(vm.getSpec().virtualMachineRef())
                    .map(VirtualMachineRef::name)
                    .filter(named -> !named.equals(vm.getMetadata().getName()))
                    .ifPresent(named ->
                            vmsOfOtherNames.put(new Name(vm.getMetadata().getNamespace(), named), vm));
        }
        world.clusters().forEach(cluster -> clusters.add(cluster.getMetadata().getName()));
        knowsWhatRuns = world.kubeVirt().instances().unknown().isEmpty();
        for (KubeVirtVirtualMachineInstance instance :
                world.kubeVirt().instances().objects()) {
            if (!instance.hasEnded()) {
                running.add(Name.of(instance));
            }
        }
    }

    /** What is to be done, in the order of the VirtualMachines' names; nothing while VirtualMachines aren't known. */
    public static List<Step> steps(ClusterObjects world) {
        List<KubeVirtVirtualMachine> machines =
                world.kubeVirt().virtualMachines().objects();
        if (machines.isEmpty()) {
            return List.of();
        }
        LabelledVirtualMachines labelled = new LabelledVirtualMachines(world);
        List<Step> steps = new ArrayList<>();
        machines.stream()
                .filter(labelled::mayConcern)
                .sorted(ORDER)
                .forEach(machine -> steps.addAll(labelled.of(machine)));
        return steps;
    }

    /** Most VirtualMachines have neither a label nor an AccelNetVM. One that is being deleted takes its AccelNetVM along. */
    private boolean mayConcern(KubeVirtVirtualMachine machine) {
        return !machine.isBeingDeleted()
                && (machine.performanceLabel().isPresent() || vms.containsKey(Name.of(machine)));
    }

    private List<Step> of(KubeVirtVirtualMachine machine) {
        Optional<AccelNetVM> present = Optional.ofNullable(vms.get(Name.of(machine)));
        Optional<String> asked = machine.performanceLabel();
        if (asked.isEmpty()) {
            return present.filter(RequestedVm::isMarked)
                    .<List<Step>>map(made -> List.of(new Step.Delete(machine, made)))
                    .orElse(List.of());
        }
        @Nullable Performance performance = LEVELS.get(asked.get());
        if (performance == null) {
            return List.of(wrong(
                    machine,
                    "PerformanceLabelInvalid",
                    "Label " + PERFORMANCE + " says \"" + asked.get() + "\": it must be Low, Medium or High.",
                    present));
        }
        Optional<String> ports = machine.portPolicyLabel();
        if (ports.filter(said -> !PORT_POLICIES.containsKey(said)).isPresent()) {
            return List.of(wrong(
                    machine,
                    "PortPolicyLabelInvalid",
                    "Label " + PORT_POLICY + " says \"" + ports.get() + "\": it must be Any or Different.",
                    present));
        }
        Asked wanted = new Asked(performance, ports.map(PORT_POLICIES::get));
        Optional<AccelNetVM> other = present.filter(vm -> !RequestedVm.isMarked(vm))
                .or(() -> present.isPresent()
                        ? Optional.empty()
                        : Optional.ofNullable(vmsOfOtherNames.get(Name.of(machine))));
        if (other.isPresent()) {
            return besides(machine, wanted, other.get());
        }
        Optional<String> label = machine.clusterLabel();
        if (label.filter(name -> !CLUSTER_NAME.matcher(name).matches()).isPresent()) {
            return List.of(wrong(
                    machine,
                    "ClusterLabelInvalid",
                    "Label " + CLUSTER + " says \"" + label.get() + "\": it must be the name of an AccelNetCluster.",
                    present));
        }
        Optional<String> cluster = label.or(() -> clusterWithoutLabel(present));
        return cluster.isPresent()
                ? follow(machine, wanted, cluster.get(), present)
                : List.of(wrong(machine, CLUSTER_NOT_NAMED, noCluster(), present));
    }

    /**
     * The cluster that it has already, while that exists; else the only one that there is. Whoever is admitted keeps the cluster also while
     * that is away: it may be on its way to be made anew, and then takes over what its VMs have.
     */
    private Optional<String> clusterWithoutLabel(Optional<AccelNetVM> present) {
        Optional<String> now = present.map(vm -> vm.getSpec().clusterName());
        boolean isAdmitted = present.filter(Vms::isAdmitted).isPresent();
        Optional<String> only = clusters.stream().findFirst().filter(name -> clusters.size() == 1);
        return now.filter(name -> isAdmitted || clusters.contains(name))
                .or(() -> only)
                .or(() -> now);
    }

    private String noCluster() {
        return clusters.isEmpty()
                ? "Label " + PERFORMANCE + " waits for an AccelNetCluster: there is none yet."
                : "There are several AccelNetClusters: set label " + CLUSTER + " to one of "
                        + Phrases.list(List.copyOf(clusters)) + ".";
    }

    private static Step.Tell wrong(
            KubeVirtVirtualMachine machine, String reason, String sentence, Optional<AccelNetVM> present) {
        String until = present.isPresent()
                ? " Until then its AccelNetVM stays as it is."
                : " Until then the VM has no AccelNetVM.";
        return new Step.Tell(machine, true, reason, sentence + until);
    }

    /** One that a person made is for the VM, or has the name. That is worth a word only where it says something else. */
    private List<Step> besides(KubeVirtVirtualMachine machine, Asked wanted, AccelNetVM other) {
        boolean isForIt = RequestedVm.names(other, machine.getMetadata().getName());
        boolean saysTheSame = isForIt
                && wanted.performance() == other.getSpec().performance()
                && wanted.portPolicy()
                        .filter(policy -> policy != other.getSpec().portPolicy())
                        .isEmpty()
                && machine.clusterLabel()
                        .filter(name -> !name.equals(other.getSpec().clusterName()))
                        .isEmpty();
        return saysTheSame
                ? List.of()
                : List.of(taken(machine, other.getMetadata().getName(), isForIt));
    }

    /**
     * Says that an AccelNetVM that a person made is in the way.
     *
     * @param isForIt whether it is for the VirtualMachine, and doesn't just have its name
     */
    static Step.Tell taken(KubeVirtVirtualMachine machine, String name, boolean isForIt) {
        return new Step.Tell(
                machine,
                true,
                "AccelNetVMExists",
                "The labels aren't followed: AccelNetVM " + name
                        + (isForIt
                                ? ", which wasn't made from them, is for this VM already"
                                : " wasn't made from them, and has the name that this VM's would have")
                        + ". Delete it, or take label " + PERFORMANCE + " away.");
    }

    private List<Step> follow(
            KubeVirtVirtualMachine machine, Asked asked, String cluster, Optional<AccelNetVM> present) {
        if (present.isEmpty()) {
            return List.of(new Step.Apply(machine, spec(machine, asked, cluster), present));
        }
        AccelNetVM made = present.get();
        if (made.getMetadata().getDeletionTimestamp() != null) {
            return List.of();
        }
        String now = made.getSpec().clusterName();
        if (cluster.equals(now)) {
            return applyIfDifferent(machine, asked, cluster, made);
        }
        if (knowsWhatRuns && !running.contains(Name.of(machine))) {
            // Its cluster can't be changed. The next look finds none, and has one created.
            return List.of(new Step.Delete(machine, made));
        }
        List<Step> steps = new ArrayList<>(applyIfDifferent(machine, asked, now, made));
        steps.add(new Step.Tell(
                machine,
                false,
                "ClusterChangeWaits",
                "The VM stays in AccelNetCluster " + now + " while it runs. AccelNetCluster " + cluster
                        + " is asked for it once it is stopped."));
        return steps;
    }

    private static List<Step> applyIfDifferent(
            KubeVirtVirtualMachine machine, Asked asked, String cluster, AccelNetVM made) {
        Step.Apply wanted = new Step.Apply(machine, spec(machine, asked, cluster), Optional.of(made));
        return RequestedVm.differences(made, wanted).isEmpty() ? List.of() : List.of(wanted);
    }

    private static AccelNetVMSpec spec(KubeVirtVirtualMachine machine, Asked asked, String cluster) {
        return new AccelNetVMSpec(
                cluster,
                asked.performance(),
                asked.portPolicy().orElse(null),
                new VirtualMachineRef(machine.getMetadata().getName()),
                null);
    }
}

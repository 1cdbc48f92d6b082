package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.cli.change.VmStep.Wanted;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.label.RequestedVm;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Decides what is to be done about each VM, from the objects alone. */
public final class VmSteps {
    private static final String LEVEL_LABEL = KubeVirtVirtualMachine.PERFORMANCE_LABEL;
    private static final String CLUSTER_LABEL = KubeVirtVirtualMachine.CLUSTER_LABEL;
    private static final String PORTS_LABEL = KubeVirtVirtualMachine.PORT_POLICY_LABEL;

    /** What is said of a VM that was promised this, behind its level and its node. */
    public static final String DIFFERENT_PORTS = ", from different ports";

    private final VmDirectory directory;
    private final String manager;
    private final boolean force;

    /**
     * Decides by these objects.
     *
     * @param manager the field manager under which is written
     * @param force whether what somebody else keeps is changed all the same
     */
    public VmSteps(VmDirectory directory, String manager, boolean force) {
        this.directory = directory;
        this.manager = manager;
        this.force = force;
    }

    /** The word that stands for a level. */
    public static String word(Performance level) {
        return switch (level) {
            case LOW -> "Low";
            case MEDIUM -> "Medium";
            case HIGH -> "High";
        };
    }

    /**
     * What enables a VirtualMachine.
     *
     * @param settings what it shall ask for, its level at least
     * @param cluster the AccelNetCluster
     */
    public VmStep enable(VmId vm, VmSettings settings, String cluster) {
        Optional<KubeVirtVirtualMachine> machine = directory.machine(vm);
        if (machine.isEmpty()) {
            return directory
                    .vmNamed(vm)
                    .filter(present -> VmDirectory.reference(present).isEmpty())
                    .map(present -> enabledAlready(vm, present, settings, cluster))
                    .orElseGet(() -> new VmStep.Impossible(vm, noMachine(vm)));
        }
        if (machine.get().isBeingDeleted()) {
            return new VmStep.Impossible(vm, "its VirtualMachine is being deleted");
        }
        Optional<AccelNetVM> present = directory.vmFor(vm);
        if (present.isPresent()) {
            return enabledAlready(vm, present.get(), settings, cluster);
        }
        if (directory.vmNamed(vm).isPresent()) {
            return new VmStep.Impossible(
                    vm,
                    "AccelNetVM " + vm.name() + " is there already, and is for "
                            + VmDirectory.reference(directory.vmNamed(vm).get())
                                    .map(other -> "VirtualMachine " + other)
                                    .orElse("a VM whose facts are stated in it")
                            + ": write one of another name as a manifest");
        }
        Optional<String> label = machine.get().performanceLabel();
        if (label.isPresent()) {
            return labelledAlready(vm, machine.get(), label.get(), settings, cluster);
        }
        return new VmStep.Create(vm, body(vm, settings, cluster));
    }

    private static String noMachine(VmId vm) {
        return "there is no VirtualMachine " + vm.name() + " in namespace " + vm.namespace();
    }

    private static AccelNetVM body(VmId vm, VmSettings settings, String cluster) {
        AccelNetVM body = new AccelNetVM();
        body.setMetadata(new ObjectMetaBuilder()
                .withNamespace(vm.namespace())
                .withName(vm.name())
                .build());
        body.setSpec(settings.applyTo(
                new AccelNetVMSpec(cluster, settings.level().orElseThrow(), new VirtualMachineRef(vm.name()), null)));
        return body;
    }

    private static VmStep enabledAlready(VmId vm, AccelNetVM present, VmSettings settings, String cluster) {
        AccelNetVMSpec spec = present.getSpec();
        if (isBeingDeleted(present)) {
            return new VmStep.Impossible(vm, beingDeleted(present));
        }
        if (!spec.clusterName().equals(cluster)) {
            return new VmStep.Impossible(
                    vm,
                    "it is enabled already, in AccelNetCluster " + spec.clusterName()
                            + ". To have it in another one, disable it first: its virtual functions are free then");
        }
        return settings.isAskedForBy(spec)
                ? new VmStep.Nothing(
                        vm, Optional.of(new Wanted(VmDirectory.id(present), settings, true)), "enabled already")
                : new VmStep.Impossible(
                        vm,
                        "it is enabled already, with " + other(spec, settings) + ": " + setCommand(vm, settings)
                                + " changes that");
    }

    /** What a VM asks for where that isn't what it shall ask for. */
    private static String other(AccelNetVMSpec spec, VmSettings settings) {
        String other = new VmSettings(
                        settings.hasLevel(spec) ? Optional.empty() : Optional.ofNullable(spec.performance()),
                        settings.hasPorts(spec) ? Optional.empty() : Optional.of(VmSettings.Ports.of(spec)))
                .words();
        // A newer version may know more levels.
        return other.isEmpty() ? "a performance that isn't known here" : other;
    }

    private VmStep labelledAlready(
            VmId vm, KubeVirtVirtualMachine machine, String label, VmSettings settings, String cluster) {
        Optional<String> other = machine.clusterLabel().filter(name -> !name.equals(cluster));
        if (other.isPresent()) {
            return new VmStep.Impossible(
                    vm,
                    "label " + CLUSTER_LABEL + " of its VirtualMachine says " + other.get()
                            + ": change the label, or disable the VM first");
        }
        if (!settings.level().map(VmSteps::word).orElseThrow().equals(label)) {
            return new VmStep.Impossible(
                    vm,
                    "label " + LEVEL_LABEL + " of its VirtualMachine says " + label + ": " + setCommand(vm, settings)
                            + " changes that");
        }
        Optional<String> ports = machine.portPolicyLabel();
        if (settings.ports().isPresent() && ports.isEmpty()) {
            return hindered(vm, machine).orElseGet(() -> notMadeYet(vm));
        }
        if (settings.ports().isPresent()
                && !settings.ports().map(VmSettings.Ports::word).equals(ports)) {
            return new VmStep.Impossible(
                    vm,
                    "label " + PORTS_LABEL + " of its VirtualMachine says " + ports.get() + ": "
                            + setCommand(vm, settings) + " changes that");
        }
        List<LabelChange> changes = machine.clusterLabel().isEmpty() && !directory.hasOneCluster()
                ? List.of(
                        new LabelChange(LEVEL_LABEL, Optional.of(label), Optional.of(label)),
                        new LabelChange(CLUSTER_LABEL, Optional.empty(), Optional.of(cluster)))
                : List.of();
        Optional<VmStep> hindered = hindered(vm, machine, changes);
        if (hindered.isPresent()) {
            return hindered.get();
        }
        return changes.isEmpty()
                ? new VmStep.Nothing(
                        vm,
                        Optional.of(new Wanted(vm, settings, false)),
                        "enabled already, by the label of its VirtualMachine")
                : relabel(vm, machine, changes, settings, Optional.empty());
    }

    /** The operator doesn't follow the labels as they are. Whoever waited for that would wait for ever. */
    private Optional<VmStep> hindered(VmId said, KubeVirtVirtualMachine machine) {
        return hindered(said, machine, List.of());
    }

    /** The same of the labels after some changes. */
    private Optional<VmStep> hindered(VmId said, KubeVirtVirtualMachine machine, List<LabelChange> changes) {
        return directory
                .hindrance(VmStep.Relabel.relabelled(machine, LabelChange.after(VmDirectory.labels(machine), changes)))
                .map(why -> new VmStep.Impossible(said, why));
    }

    /** No label says from which ports: that is for the AccelNetVM, once there is one. */
    private static VmStep notMadeYet(VmId vm) {
        return new VmStep.Impossible(
                vm,
                "it is enabled by label " + LEVEL_LABEL + " of its VirtualMachine, and the operator hasn't made its"
                        + " AccelNetVM yet, which takes the port policy: try again once kubectl get accelnetvm "
                        + vm.name() + " shows it");
    }

    private static String setCommand(VmId vm, VmSettings settings) {
        return "vm set " + vm.name() + settings.options();
    }

    /** What has VMs that are enabled ask for something else. */
    public List<VmStep> set(Collection<VmMeant> vms, VmSettings settings) {
        return vms.stream().map(vm -> set(vm, settings)).toList();
    }

    private VmStep set(VmMeant vm, VmSettings settings) {
        return switch (vm) {
            case VmMeant.ByAccelNetVm its ->
                set(its.said(), Optional.of(its.vm()), directory.machineHeldBy(its.vm()), settings);
            case VmMeant.ByVirtualMachine its ->
                set(its.said(), Optional.empty(), directory.machine(its.said()), settings);
            case VmMeant.Unclear unclear -> new VmStep.Impossible(unclear.said(), unclear.why());
        };
    }

    private VmStep set(
            VmId said, Optional<AccelNetVM> present, Optional<KubeVirtVirtualMachine> machine, VmSettings settings) {
        Optional<String> label = machine.flatMap(KubeVirtVirtualMachine::performanceLabel);
        boolean mayBeLabels = settings.level().isPresent()
                || present.filter(RequestedVm::hasPortsOfLabel).isPresent();
        Optional<VmStep> hidden = mayBeLabels ? hiddenLabel(said, present) : Optional.empty();
        if (hidden.isPresent()) {
            return hidden.get();
        }
        if (label.isPresent() && present.map(RequestedVm::isMade).orElse(true)) {
            return setLabelled(said, present, machine.get(), label.get(), settings);
        }
        if (present.isEmpty()) {
            return new VmStep.Impossible(
                    said,
                    machine.isPresent()
                            ? "it isn't enabled: " + enableCommand(said, settings) + " enables it"
                            : nothing(said));
        }
        return change(said, present.get(), settings);
    }

    private static String enableCommand(VmId vm, VmSettings settings) {
        return "vm enable " + vm.name() + (settings.level().isPresent() ? "" : " --performance LEVEL")
                + settings.options();
    }

    private VmStep change(VmId said, AccelNetVM vm, VmSettings settings) {
        if (isBeingDeleted(vm)) {
            return new VmStep.Impossible(said, beingDeleted(vm));
        }
        if (settings.isAskedForBy(vm.getSpec())) {
            return new VmStep.Nothing(
                    said, Optional.of(new Wanted(VmDirectory.id(vm), settings, true)), settings.words() + " already");
        }
        List<String> fields = new ArrayList<>();
        if (!settings.hasLevel(vm.getSpec())) {
            fields.add("performance");
        }
        if (!settings.hasPorts(vm.getSpec())) {
            fields.add("portPolicy");
        }
        for (String field : fields) {
            Optional<String> keeper = keeper(vm, "spec", field);
            if (keeper.isPresent()) {
                return new VmStep.Impossible(said, kept(keeper.get(), "spec." + field + " of its AccelNetVM"));
            }
        }
        return new VmStep.Change(said, vm, changed(vm, settings), settings);
    }

    /**
     * The labels say what a VM asks for, and the operator makes its AccelNetVM from them. Where none says from which ports, that is set in
     * the AccelNetVM, in which the operator leaves it.
     */
    private VmStep setLabelled(
            VmId said,
            Optional<AccelNetVM> present,
            KubeVirtVirtualMachine machine,
            String label,
            VmSettings settings) {
        boolean arePortsOfTheVm =
                settings.ports().isPresent() && machine.portPolicyLabel().isEmpty();
        if (arePortsOfTheVm && present.isEmpty()) {
            return hindered(said, machine).orElseGet(() -> notMadeYet(said));
        }
        Optional<VmStep> ports =
                present.filter(_ -> arePortsOfTheVm).map(vm -> change(said, vm, settings.portsAlone()));
        List<LabelChange> changes = changes(machine, label, settings);
        Optional<VmStep> hindered =
                changes.isEmpty() && present.isPresent() ? Optional.empty() : hindered(said, machine, changes);
        if (hindered.isPresent()) {
            return hindered.get();
        }
        if (changes.isEmpty()) {
            return ports.filter(step -> !(step instanceof VmStep.Nothing))
                    .orElseGet(() -> new VmStep.Nothing(
                            said,
                            Optional.of(new Wanted(VmDirectory.id(machine), settings, present.isPresent())),
                            settings.words() + " already, by the label of its VirtualMachine"));
        }
        if (ports.isPresent() && ports.get() instanceof VmStep.Impossible) {
            return ports.get();
        }
        return relabel(
                said,
                machine,
                changes,
                settings,
                ports.filter(VmStep.Change.class::isInstance).map(VmStep.Change.class::cast));
    }

    private VmStep relabel(
            VmId said,
            KubeVirtVirtualMachine machine,
            List<LabelChange> changes,
            VmSettings settings,
            Optional<VmStep.Change> first) {
        List<Map<String, Object>> patch = new ArrayList<>(List.of(sameMachine(machine)));
        if (changes.stream().anyMatch(change -> change.before().isEmpty())) {
            // That a label isn't there can't be tested by itself, and somebody else may have set it since.
            patch.add(JsonPatch.test(VmDirectory.labels(machine), "metadata", "labels"));
        }
        for (LabelChange change : changes) {
            Optional<String> keeper =
                    change.changesIt() ? keeper(machine, "metadata", "labels", change.label()) : Optional.empty();
            if (keeper.isPresent()) {
                return new VmStep.Impossible(said, kept(keeper.get(), "label " + change.label()));
            }
            change.patch().forEach(patch::add);
        }
        return new VmStep.Relabel(
                said,
                machine,
                patch,
                LabelChange.after(VmDirectory.labels(machine), changes),
                Optional.of(settings),
                first);
    }

    private static List<LabelChange> changes(KubeVirtVirtualMachine machine, String level, VmSettings settings) {
        Optional<LabelChange> ofLevel = settings.level()
                .map(wanted -> new LabelChange(LEVEL_LABEL, Optional.of(level), Optional.of(word(wanted))));
        Optional<LabelChange> ofPorts = settings.ports()
                .flatMap(wanted -> machine.portPolicyLabel()
                        .map(before -> new LabelChange(
                                PORTS_LABEL,
                                Optional.of(before),
                                Optional.of(wanted.word()).filter(word -> !word.isEmpty()))));
        return Stream.of(ofLevel, ofPorts)
                .flatMap(Optional::stream)
                .filter(LabelChange::changesIt)
                .toList();
    }

    private static List<Map<String, Object>> changed(AccelNetVM vm, VmSettings settings) {
        List<Map<String, Object>> patch = new ArrayList<>(JsonPatch.asLookedAt(vm));
        settings.level()
                .filter(_ -> !settings.hasLevel(vm.getSpec()))
                .ifPresent(level -> patch.add(JsonPatch.set(word(level), "spec", "performance")));
        settings.ports()
                .filter(_ -> !settings.hasPorts(vm.getSpec()))
                .ifPresent(ports -> patch.add(
                        ports == VmSettings.Ports.AS_THE_CLUSTER_SAYS
                                ? JsonPatch.remove("spec", "portPolicy")
                                : JsonPatch.set(ports.word(), "spec", "portPolicy")));
        return patch;
    }

    private static Map<String, Object> sameMachine(KubeVirtVirtualMachine machine) {
        return JsonPatch.test(machine.getMetadata().getUid(), "metadata", "uid");
    }

    /** What disables VMs, all of them together. */
    public List<VmStep> disable(Collection<VmMeant> vms) {
        List<VmStep> steps = vms.stream().map(this::disable).toList();
        Set<VmId> gone = new HashSet<>();
        for (VmStep step : steps) {
            if (step instanceof VmStep.Disable disable) {
                disable.present().map(VmDirectory::id).ifPresent(gone::add);
                disable.unlabel()
                        .flatMap(unlabel -> directory.vmNamed(VmDirectory.id(unlabel.machine())))
                        .filter(RequestedVm::isMade)
                        .map(VmDirectory::id)
                        .ifPresent(gone::add);
            }
        }
        return steps.stream()
                .map(step -> step instanceof VmStep.Disable disable ? beside(disable, gone) : step)
                .toList();
    }

    /** With the AccelNetVMs that are for its VirtualMachine too, and stay. */
    private VmStep beside(VmStep.Disable step, Set<VmId> gone) {
        return new VmStep.Disable(
                step.vm(),
                step.unlabel(),
                step.delete(),
                step.present(),
                step.present().map(directory::besides).orElse(List.of()).stream()
                        .filter(other -> !isBeingDeleted(other) && !gone.contains(VmDirectory.id(other)))
                        .toList());
    }

    private VmStep disable(VmMeant vm) {
        return switch (vm) {
            case VmMeant.ByAccelNetVm its ->
                disable(its.said(), Optional.of(its.vm()), directory.machineHeldBy(its.vm()));
            case VmMeant.ByVirtualMachine its -> disable(its.said(), Optional.empty(), directory.machine(its.said()));
            case VmMeant.Unclear unclear -> new VmStep.Impossible(unclear.said(), unclear.why());
        };
    }

    private VmStep disable(VmId said, Optional<AccelNetVM> present, Optional<KubeVirtVirtualMachine> machine) {
        Optional<KubeVirtVirtualMachine> labelled =
                machine.filter(each -> each.performanceLabel().isPresent());
        Optional<VmStep> hidden = hiddenLabel(said, present);
        if (hidden.isPresent()) {
            return hidden.get();
        }
        if (present.isEmpty() && labelled.isEmpty()) {
            return machine.isPresent()
                    ? new VmStep.Nothing(said, Optional.empty(), "not enabled")
                    : new VmStep.Impossible(said, nothing(said));
        }
        if (labelled.isPresent()) {
            Optional<String> keeper = keeper(labelled.get(), "metadata", "labels", LEVEL_LABEL);
            if (keeper.isPresent()) {
                return new VmStep.Impossible(said, kept(keeper.get(), "label " + LEVEL_LABEL));
            }
        }
        Optional<AccelNetVM> delete = present.filter(vm -> labelled.isEmpty() || !RequestedVm.isMade(vm))
                .filter(vm -> !isBeingDeleted(vm));
        Optional<String> tool = force ? Optional.empty() : delete.flatMap(FieldOwners::tool);
        if (tool.isPresent()) {
            return new VmStep.Impossible(
                    said,
                    tool.get() + " keeps its AccelNetVM, and would make it anew: take it out there, or add"
                            + " --force-conflicts");
        }
        return new VmStep.Disable(said, labelled.map(each -> unlabel(said, each)), delete, present, List.of());
    }

    /** What was made from a label is the operator's: the label is to be changed. */
    private Optional<VmStep> hiddenLabel(VmId said, Optional<AccelNetVM> present) {
        return directory
                .unknown()
                .filter(_ -> present.filter(RequestedVm::isMade).isPresent())
                .map(why -> new VmStep.Impossible(
                        said, "it is enabled by label " + LEVEL_LABEL + " of its VirtualMachine, and " + why));
    }

    /** Without the first label the others ask for nothing: those that somebody keeps are left alone. */
    private VmStep.Relabel unlabel(VmId said, KubeVirtVirtualMachine machine) {
        List<Map<String, Object>> patch = new ArrayList<>(List.of(sameMachine(machine)));
        Map<String, String> labels = new TreeMap<>(VmDirectory.labels(machine));
        for (String label : List.of(LEVEL_LABEL, CLUSTER_LABEL, PORTS_LABEL)) {
            boolean goes = label.equals(LEVEL_LABEL)
                    || keeper(machine, "metadata", "labels", label).isEmpty();
            if (goes && labels.remove(label) != null) {
                patch.add(JsonPatch.remove("metadata", "labels", label));
            }
        }
        return new VmStep.Relabel(said, machine, patch, labels, Optional.empty(), Optional.empty());
    }

    private String nothing(VmId said) {
        String here = said.name() + " in namespace " + said.namespace();
        return directory
                .unknown()
                .map(why -> "there is no AccelNetVM " + here + ", and " + why)
                .orElse("there is no VirtualMachine and no AccelNetVM " + here);
    }

    /** Deletion takes so long only if somebody has put a finalizer there: the operator puts none. */
    private static String beingDeleted(AccelNetVM vm) {
        return "its AccelNetVM is being deleted"
                + Optional.ofNullable(vm.getMetadata().getFinalizers())
                        .filter(finalizers -> !finalizers.isEmpty())
                        .map(finalizers -> ", and waits for finalizers " + String.join(", ", finalizers))
                        .orElse("");
    }

    private static boolean isBeingDeleted(HasMetadata object) {
        return object.getMetadata().getDeletionTimestamp() != null;
    }

    private Optional<String> keeper(HasMetadata object, String... path) {
        return force ? Optional.empty() : FieldOwners.keeper(object, manager, path);
    }

    private static String kept(String keeper, String field) {
        return keeper + " keeps " + field + ", and would set it back: change it there, or add --force-conflicts";
    }
}

package io.accelnet.operator.label;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMSpec;
import io.accelnet.api.v1alpha1.VirtualMachineRef;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The AccelNetVM that a VirtualMachine's label asks for: how it is written, and how it is told from one that a person made. */
public final class RequestedVm {
    /** Under which its fields are owned. The operator's other writes have other names. */
    public static final String FIELD_MANAGER = "accelnet-operator-labels";

    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String OPERATOR = "accelnet-operator";

    /** On an AccelNetVM whose port policy is from a label of its VirtualMachine. The field alone may be a person's. */
    private static final String PORT_POLICY_FROM_LABEL = "accelnet.io/port-policy-from-label";

    private static final String APPLY = "Apply";

    private RequestedVm() {}

    /**
     * What is applied: all that the operator wants of the object, and nothing else. One that is there is named by its UID, so that
     * another of the same name isn't changed in its place.
     */
    static AccelNetVM body(Step.Apply wanted) {
        AccelNetVM body = new AccelNetVM();
        body.setMetadata(new ObjectMetaBuilder()
                .withNamespace(wanted.machine().getMetadata().getNamespace())
                .withName(wanted.machine().getMetadata().getName())
                .withUid(wanted.present().map(vm -> vm.getMetadata().getUid()).orElse(null))
                .withLabels(labels(wanted))
                .withOwnerReferences(owner(wanted.machine()).stream().toList())
                .build());
        body.setSpec(wanted.spec());
        return body;
    }

    private static Map<String, String> labels(Step.Apply wanted) {
        return wanted.spec().portPolicy() == null
                ? Map.of(MANAGED_BY, OPERATOR)
                : Map.of(MANAGED_BY, OPERATOR, PORT_POLICY_FROM_LABEL, "true");
    }

    /** Whether its port policy is from a label. Caches keep neither who owns the field nor annotations. */
    public static boolean hasPortsOfLabel(AccelNetVM vm) {
        return labels(vm).containsKey(PORT_POLICY_FROM_LABEL);
    }

    private static Map<String, String> labels(AccelNetVM vm) {
        return Objects.requireNonNullElse(vm.getMetadata().getLabels(), Map.of());
    }

    /** The labels that one has once this has been applied: others' stay. */
    static Map<String, String> labels(AccelNetVM present, AccelNetVM applied) {
        Map<String, String> labels = new TreeMap<>(labels(present));
        labels.remove(PORT_POLICY_FROM_LABEL);
        labels.putAll(labels(applied));
        return labels;
    }

    /**
     * The VirtualMachine as the one controller of its AccelNetVM: garbage collection takes it along, and kubectl and Argo CD show whose
     * it is. It blocks no deletion. Empty for a manifest, which has no UID yet.
     */
    private static Optional<OwnerReference> owner(KubeVirtVirtualMachine machine) {
        return Optional.ofNullable(machine.getMetadata().getUid())
                .map(uid -> new OwnerReferenceBuilder()
                        .withApiVersion(machine.getApiVersion())
                        .withKind(machine.getKind())
                        .withName(machine.getMetadata().getName())
                        .withUid(uid)
                        .withController(true)
                        .build());
    }

    /** Whether it says that the VirtualMachine of this very UID owns it. */
    private static boolean isOwnedBy(AccelNetVM vm, KubeVirtVirtualMachine machine) {
        @Nullable String uid = machine.getMetadata().getUid();
        return uid == null
                || Objects.requireNonNullElse(vm.getMetadata().getOwnerReferences(), List.<OwnerReference>of()).stream()
                        .anyMatch(owner -> uid.equals(owner.getUid()));
    }

    /**
     * In what an AccelNetVM is otherwise than it shall be, in words; empty: in nothing. Without a label that says from which ports its
     * virtual functions come, that is whoever's who writes it, unless it is from a label still.
     */
    static List<String> differences(AccelNetVM made, Step.Apply wanted) {
        AccelNetVMSpec said = made.getSpec();
        AccelNetVMSpec spec = wanted.spec();
        boolean marked = hasPortsOfLabel(made);
        boolean arePortsOfLabel = spec.portPolicy() != null;
        List<String> differences = new ArrayList<>();
        note(differences, !spec.clusterName().equals(said.clusterName()), "spec.clusterName");
        note(differences, spec.performance() != said.performance(), "spec.performance");
        note(differences, (arePortsOfLabel || marked) && spec.portPolicy() != said.portPolicy(), "spec.portPolicy");
        note(
                differences,
                !Objects.equals(spec.virtualMachineRef(), said.virtualMachineRef()),
                "spec.virtualMachineRef");
        note(differences, !Objects.equals(spec.virtualMachine(), said.virtualMachine()), "spec.virtualMachine");
        note(differences, marked != arePortsOfLabel, "label " + PORT_POLICY_FROM_LABEL);
        note(differences, !isOwnedBy(made, wanted.machine()), "metadata.ownerReferences");
        return differences;
    }

    private static void note(List<String> differences, boolean isOne, String field) {
        if (isOne) {
            differences.add(field);
        }
    }

    /** Whether it looks like one that was made for a VirtualMachine of its own name. Caches don't keep who owns its fields. */
    static boolean isMarked(AccelNetVM vm) {
        return OPERATOR.equals(labels(vm).get(MANAGED_BY))
                && names(vm, vm.getMetadata().getName());
    }

    /** Whether it was made from a label, as the API server itself says. A person's copy has the marks, but not the field manager. */
    public static boolean isMade(AccelNetVM stored) {
        return Objects.requireNonNullElse(stored.getMetadata().getManagedFields(), List.<ManagedFieldsEntry>of())
                .stream()
                .anyMatch(entry -> FIELD_MANAGER.equals(entry.getManager()) && APPLY.equals(entry.getOperation()));
    }

    /** Whether it is for the VirtualMachine of this name. */
    static boolean names(AccelNetVM vm, String virtualMachine) {
        return Optional.ofNullable(vm.getSpec().virtualMachineRef())
                .map(VirtualMachineRef::name)
                .filter(virtualMachine::equals)
                .isPresent();
    }
}

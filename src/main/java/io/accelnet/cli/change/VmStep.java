package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is to be done about one VM. */
public sealed interface VmStep {
    /** The VM as people are told of it: by the name that they gave, or else by that of its AccelNetVM. */
    VmId vm();

    /**
     * What a VM asks for once a step is done.
     *
     * @param object its AccelNetVM, which the operator may have to make first
     * @param settings what it asks for, as far as the step is about it
     * @param isThere whether there is this AccelNetVM, once the step is done, whatever the operator does
     */
    record Wanted(VmId object, VmSettings settings, boolean isThere) {}

    /**
     * Its AccelNetVM is to be created.
     *
     * @param body the AccelNetVM
     */
    record Create(VmId vm, AccelNetVM body) implements VmStep {
        /** What it asks for then. */
        public Wanted wanted() {
            return new Wanted(VmDirectory.id(body), VmSettings.of(body.getSpec().performance()), true);
        }
    }

    /**
     * Its AccelNetVM is to be changed.
     *
     * @param present the AccelNetVM as it is
     * @param patch the JSON patch that changes it
     * @param settings what it asks for then
     */
    record Change(VmId vm, AccelNetVM present, List<Map<String, Object>> patch, VmSettings settings) implements VmStep {
        /** What it asks for then. */
        public Wanted wanted() {
            return new Wanted(VmDirectory.id(present), settings, true);
        }

        /** A manifest of it as it is then. */
        public AccelNetVM changed() {
            AccelNetVM changed = new AccelNetVM();
            changed.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(present.getMetadata().getNamespace())
                    .withName(present.getMetadata().getName())
                    .withLabels(present.getMetadata().getLabels())
                    .build());
            changed.setSpec(settings.applyTo(present.getSpec()));
            return changed;
        }
    }

    /**
     * Labels of its VirtualMachine are to be changed, from which the operator makes its AccelNetVM.
     *
     * @param machine the VirtualMachine as it is
     * @param patch the JSON patch that changes it
     * @param after all its labels as they are then
     * @param settings what the VM asks for then; empty: nothing, as the labels are taken away
     * @param first what is to be changed in the AccelNetVM before, of which no label speaks; empty: nothing
     */
    record Relabel(
            VmId vm,
            KubeVirtVirtualMachine machine,
            List<Map<String, Object>> patch,
            Map<String, String> after,
            Optional<VmSettings> settings,
            Optional<Change> first)
            implements VmStep {
        /** What it asks for then; empty: nothing. The AccelNetVM has the VirtualMachine's name. */
        public Optional<Wanted> wanted() {
            return settings.map(each -> new Wanted(VmDirectory.id(machine), each, false));
        }

        /** The labels that are set to something else, and what they say then. */
        Map<String, String> changed() {
            Map<String, String> changed = new TreeMap<>(after);
            changed.entrySet().removeAll(VmDirectory.labels(machine).entrySet());
            return changed;
        }

        /** Whether the VirtualMachine, as it is by now, says all that already. What others change besides is theirs. */
        public boolean isDoneIn(KubeVirtVirtualMachine now) {
            Map<String, String> before = VmDirectory.labels(machine);
            Map<String, String> there = VmDirectory.labels(now);
            return Stream.concat(before.keySet().stream(), after.keySet().stream())
                    .filter(label -> !Objects.equals(before.get(label), after.get(label)))
                    .allMatch(label -> Objects.equals(there.get(label), after.get(label)));
        }

        /** The VirtualMachine as it is then. */
        KubeVirtVirtualMachine relabelled() {
            return relabelled(machine, after);
        }

        /** A VirtualMachine if it had these labels; without its spec. */
        static KubeVirtVirtualMachine relabelled(KubeVirtVirtualMachine machine, Map<String, String> labels) {
            KubeVirtVirtualMachine relabelled = new KubeVirtVirtualMachine();
            relabelled.setMetadata(new ObjectMetaBuilder(machine.getMetadata())
                    .withLabels(labels)
                    .build());
            return relabelled;
        }

        /** The VirtualMachine with nothing but the labels that are set: the rest of it is its owner's. */
        public KubeVirtVirtualMachine labels() {
            KubeVirtVirtualMachine labels = new KubeVirtVirtualMachine();
            labels.setMetadata(new ObjectMetaBuilder()
                    .withNamespace(machine.getMetadata().getNamespace())
                    .withName(machine.getMetadata().getName())
                    .withLabels(changed())
                    .build());
            return labels;
        }
    }

    /**
     * It is to be disabled.
     *
     * @param unlabel what takes the labels from its VirtualMachine; empty if it has none
     * @param delete the AccelNetVM that is to be deleted; empty if the operator deletes it with the label, or if there is none
     * @param present its AccelNetVM, which goes; empty if there is none
     * @param others the AccelNetVMs that are for its VirtualMachine too, and stay: while there are any, the VM isn't disabled
     */
    record Disable(
            VmId vm,
            Optional<Relabel> unlabel,
            Optional<AccelNetVM> delete,
            Optional<AccelNetVM> present,
            List<AccelNetVM> others)
            implements VmStep {
        /** Who enables the VM still, for people; empty: nobody. */
        public Optional<String> stillEnabled() {
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Phrases.agree(others.size(), "AccelNetVM ", "AccelNetVMs ")
                            + Phrases.list(others.stream()
                                    .map(other -> other.getMetadata().getName())
                                    .toList())
                            + Phrases.agree(others.size(), " is for VirtualMachine ", " are for VirtualMachine ")
                            + VmDirectory.reference(others.getFirst()).orElse("")
                            + " too: the VM stays enabled");
        }
    }

    /**
     * It is as it should be.
     *
     * @param wanted what it asks for; empty: nothing
     * @param words what it is, for people
     */
    record Nothing(VmId vm, Optional<Wanted> wanted, String words) implements VmStep {}

    /**
     * It can't be done.
     *
     * @param why why, and what to do
     */
    record Impossible(VmId vm, String why) implements VmStep {}
}

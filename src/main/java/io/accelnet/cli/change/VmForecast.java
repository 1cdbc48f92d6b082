package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.cli.scenario.Assumptions;
import io.accelnet.cli.scenario.Replacement;
import io.accelnet.cli.scenario.SettledPlan;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.VmPlan;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the operator would decide about VMs once steps are done, all of them together. */
public final class VmForecast {
    private final Map<VmId, VmPlan> plans;

    private VmForecast(Map<VmId, VmPlan> plans) {
        this.plans = plans;
    }

    /**
     * Plans for objects as they are after these steps.
     *
     * @param objects with UIDs and creation times; labels of VirtualMachines are followed already
     */
    public static VmForecast of(List<VmStep> steps, ClusterObjects objects, Planner planner, Instant now) {
        SettledPlan before = SettledPlan.of(Gather.snapshot(objects, now), planner);
        Map<VmId, AccelNetVM> vms = new TreeMap<>();
        objects.vms().forEach(vm -> vms.put(VmDirectory.id(vm), vm));
        steps.forEach(step -> apply(step, vms, objects.clusters()));
        ClusterObjects changed = objects.with(new ArrayList<>(vms.values()));
        Assumptions.identify(changed);
        return new VmForecast(
                SettledPlan.of(Replacement.of(before, changed), planner).plan().vms());
    }

    private static void apply(VmStep step, Map<VmId, AccelNetVM> vms, List<AccelNetCluster> clusters) {
        switch (step) {
            case VmStep.Create create -> vms.putIfAbsent(VmDirectory.id(create.body()), copy(create.body()));
            case VmStep.Change change -> ask(change.wanted(), vms);
            case VmStep.Relabel relabel ->
                relabel.wanted().ifPresent(wanted -> {
                    if (!vms.containsKey(wanted.object())) {
                        LabelRule.made(relabel.relabelled(), clusters)
                                .ifPresent(made -> vms.put(wanted.object(), made));
                    }
                    ask(wanted, vms);
                });
            case VmStep.Disable disable -> disable.present().ifPresent(vm -> vms.remove(VmDirectory.id(vm)));
            case VmStep.Nothing _ -> {
                // It is there already.
            }
            case VmStep.Impossible _ -> {
                // It stays as it is.
            }
        }
    }

    private static AccelNetVM copy(AccelNetVM vm) {
        AccelNetVM copy = new AccelNetVM();
        copy.setMetadata(new ObjectMetaBuilder(vm.getMetadata()).build());
        copy.setSpec(vm.getSpec());
        return copy;
    }

    private static void ask(VmStep.Wanted wanted, Map<VmId, AccelNetVM> vms) {
        vms.computeIfPresent(wanted.object(), (_, vm) -> {
            AccelNetVM changed = copy(vm);
            changed.setSpec(wanted.settings().applyTo(vm.getSpec()));
            changed.setStatus(vm.getStatus());
            changed.getMetadata()
                    .setGeneration(Optional.ofNullable(vm.getMetadata().getGeneration())
                                    .orElse(1L)
                            + 1);
            return changed;
        });
    }

    /**
     * What would become of a VM.
     *
     * @param state in one word
     * @param words what it would have, and where; or why not
     */
    public record Foreseen(VmState state, String words) {}

    /** What would become of the VM that asks for something by this AccelNetVM; empty if there would be none. */
    public Optional<Foreseen> of(VmId object) {
        return Optional.ofNullable(plans.get(object)).map(VmForecast::foreseen);
    }

    private static Foreseen foreseen(VmPlan plan) {
        VmState state = VmState.of(plan);
        Finding ready = VmState.ready(plan);
        String has = plan.level()
                .map(level -> level.label()
                        + plan.node().map(node -> " on " + node).orElse("")
                        + (plan.differentPorts() ? VmSteps.DIFFERENT_PORTS : ""))
                .orElse("");
        String why = ready.reason().wire() + ": " + ready.message();
        return new Foreseen(
                state,
                switch (state) {
                    case ADMITTED -> has;
                    case KEPT -> has + ". " + why;
                    case WITHOUT, WAITING, REFUSED -> why;
                });
    }
}

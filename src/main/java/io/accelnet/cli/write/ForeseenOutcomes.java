package io.accelnet.cli.write;

import io.accelnet.cli.change.VmForecast;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How it would go with VMs: what would be written, and what the operator would decide then. */
public final class ForeseenOutcomes {
    private final VmForecast forecast;
    private final Map<VmId, VmId> objects;

    private ForeseenOutcomes(VmForecast forecast, Map<VmId, VmId> objects) {
        this.forecast = forecast;
        this.objects = objects;
    }

    /**
     * Plans for objects as they are after these steps, all of them together.
     *
     * @param objects with UIDs and creation times; labels of VirtualMachines are followed already
     */
    public static ForeseenOutcomes of(List<VmStep> steps, ClusterObjects objects, Planner planner, Instant now) {
        return new ForeseenOutcomes(
                VmForecast.of(steps, objects, planner, now),
                steps.stream().collect(Collectors.toMap(VmStep::vm, ForeseenOutcomes::object, (first, _) -> first)));
    }

    private static VmId object(VmStep step) {
        return switch (step) {
            case VmStep.Create create -> create.wanted().object();
            case VmStep.Change change -> change.wanted().object();
            case VmStep.Relabel relabel ->
                relabel.wanted().map(VmStep.Wanted::object).orElse(relabel.vm());
            case VmStep.Nothing nothing ->
                nothing.wanted().map(VmStep.Wanted::object).orElse(nothing.vm());
            default -> step.vm();
        };
    }

    /**
     * How it would go with a VM.
     *
     * @param written how it goes as far as only the write matters
     */
    public VmOutcome of(VmOutcome written) {
        return written.kind() == VmOutcome.Kind.FAILED
                ? written
                : forecast.of(objects.getOrDefault(written.vm(), written.vm()))
                        .map(foreseen ->
                                new VmOutcome(written.vm(), kind(written.kind(), foreseen.state()), foreseen.words()))
                        .orElse(written);
    }

    private static VmOutcome.Kind kind(VmOutcome.Kind written, VmState state) {
        return switch (state) {
            case ADMITTED -> written;
            case KEPT -> VmOutcome.Kind.KEPT;
            case WITHOUT, WAITING -> VmOutcome.Kind.WAITING;
            case REFUSED -> VmOutcome.Kind.REFUSED;
        };
    }
}

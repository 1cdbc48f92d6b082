package io.accelnet.cli.write;

import io.accelnet.cli.change.VmForecast;
import io.accelnet.cli.change.VmStep;
import io.accelnet.cli.scenario.VmState;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.plan.Planner;
import io.accelnet.plan.VmId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How it would go with VMs: what would be written, and what the operator would decide then. */
public final class ForeseenOutcomes {
    private final VmForecast forecast;
    private final Map<VmId, VmStep.Wanted> asking;
    private final boolean areLabelsKnown;

    private ForeseenOutcomes(VmForecast forecast, Map<VmId, VmStep.Wanted> asking, boolean areLabelsKnown) {
        this.forecast = forecast;
        this.asking = asking;
        this.areLabelsKnown = areLabelsKnown;
    }

    /**
     * Plans for objects as they are after these steps, all of them together.
     *
     * @param objects with UIDs and creation times; labels of VirtualMachines are followed already
     */
    public static ForeseenOutcomes of(List<VmStep> steps, ClusterObjects objects, Planner planner, Instant now) {
        Map<VmId, VmStep.Wanted> asking = new HashMap<>();
        steps.forEach(step -> wanted(step).ifPresent(wanted -> asking.putIfAbsent(step.vm(), wanted)));
        return new ForeseenOutcomes(
                VmForecast.of(steps, objects, planner, now),
                asking,
                objects.kubeVirt().virtualMachines().unknown().isEmpty());
    }

    private static Optional<VmStep.Wanted> wanted(VmStep step) {
        return switch (step) {
            case VmStep.Create create -> Optional.of(create.wanted());
            case VmStep.Change change -> Optional.of(change.wanted());
            case VmStep.Relabel relabel -> relabel.wanted();
            case VmStep.Nothing nothing -> nothing.wanted();
            case VmStep.Disable _, VmStep.Impossible _ -> Optional.empty();
        };
    }

    /**
     * How it would go with a VM.
     *
     * @param written how it goes as far as only the write matters
     */
    public VmOutcome of(VmOutcome written) {
        VmStep.@Nullable Wanted wanted = asking.get(written.vm());
        if (wanted == null || written.kind() == VmOutcome.Kind.FAILED) {
            return written;
        }
        return forecast.of(wanted.object())
                .map(foreseen -> new VmOutcome(written.vm(), kind(written.kind(), foreseen.state()), foreseen.words()))
                .orElseGet(() -> unforeseen(wanted, written));
    }

    private VmOutcome unforeseen(VmStep.Wanted wanted, VmOutcome written) {
        if (wanted.isThere()) {
            // What the plan was made from is older than its AccelNetVM.
            return new VmOutcome(
                    written.vm(),
                    VmOutcome.Kind.WAITING,
                    "what the operator would decide isn't known yet: look again in some seconds");
        }
        return areLabelsKnown
                ? new VmOutcome(written.vm(), VmOutcome.Kind.WAITING, "the operator wouldn't make its AccelNetVM")
                : written;
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

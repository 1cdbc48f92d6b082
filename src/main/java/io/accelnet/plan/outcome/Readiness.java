package io.accelnet.plan.outcome;

import io.accelnet.plan.outcome.Finding.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Derives {@code Ready}, {@code Reconciling} and {@code Stalled} from the other conditions of an object. Nothing else sets them.
 */
public final class Readiness {
    /** What an object that isn't ready waits for. */
    public enum Progress {
        /** Nothing: it is as it should be, or as its user wants it. */
        DONE,
        /** The operator's work, or something that comes without a change by the user. */
        RECONCILING,
        /** A change by the user. */
        STALLED
    }

    private Readiness() {}

    /**
     * The conditions of an object: the derived ones first, then the others.
     *
     * @param findings all other conditions, in the order in which {@code Ready} looks for the first that fails
     * @param progress what the object waits for, if it isn't ready
     * @param readyMessage what {@code Ready} says if it is
     */
    public static List<Finding> summarise(List<Finding> findings, Progress progress, String readyMessage) {
        return summarise(findings, findings, progress, readyMessage);
    }

    /** The same, where {@code Ready} depends on some of the conditions only. */
    public static List<Finding> summarise(
            List<Finding> findings, List<Finding> relevant, Progress progress, String readyMessage) {
        Optional<Finding> worst = worst(relevant);
        List<Finding> all = new ArrayList<>();
        all.add(worst.map(finding ->
                        new Finding(ConditionType.READY, finding.truth(), finding.reason(), finding.message()))
                .orElseGet(() -> Finding.holds(ConditionType.READY, Reason.READY, readyMessage)));
        worst.flatMap(finding -> abnormal(finding, progress)).ifPresent(all::add);
        all.addAll(findings);
        return List.copyOf(all);
    }

    /** The first condition that is False; else the first Unknown one that isn't only pending; else the first Unknown one. */
    public static Optional<Finding> worst(List<Finding> findings) {
        return first(findings, finding -> finding.truth() == Truth.FALSE)
                .or(() -> first(
                        findings, finding -> finding.truth() == Truth.UNKNOWN && finding.reason() != Reason.PENDING))
                .or(() -> first(findings, finding -> finding.truth() == Truth.UNKNOWN));
    }

    private static Optional<Finding> first(List<Finding> findings, Predicate<Finding> which) {
        for (Finding finding : findings) {
            if (which.test(finding)) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> abnormal(Finding worst, Progress progress) {
        return switch (progress) {
            case RECONCILING, DONE ->
                Optional.of(Finding.holds(ConditionType.RECONCILING, worst.reason(), worst.message()));
            case STALLED -> Optional.of(Finding.holds(ConditionType.STALLED, worst.reason(), worst.message()));
        };
    }
}

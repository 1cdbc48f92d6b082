package io.accelnet.operator.apply;

import io.accelnet.plan.outcome.Finding;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The one place where findings become conditions: in the planner's order, with the generation that they speak of, and with
 * the time at which their status last changed. What nothing changed about comes back equal.
 */
public final class ConditionMerger {
    /** What the schema gives an object that nobody has looked at yet. */
    private static final String NEVER = "1970-01-01T00:00:00Z";

    /** The API server refuses a status with a longer message, and nothing of it would be written. */
    private static final int LONGEST_MESSAGE = 32_768;

    private final Clock clock;

    /** A merger that takes the time of a change from this clock. */
    public ConditionMerger(Clock clock) {
        this.clock = clock;
    }

    /** The conditions to write over those that are there. */
    public List<Condition> merge(List<Condition> existing, List<Finding> findings, long generation) {
        return findings.stream()
                .map(finding -> condition(existing, finding, generation))
                .toList();
    }

    private Condition condition(List<Condition> existing, Finding finding, long generation) {
        String type = finding.type().wire();
        String status = finding.truth().wire();
        String since = existing.stream()
                .filter(condition -> type.equals(condition.getType()) && status.equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .filter(time -> time != null && !NEVER.equals(time))
                .findFirst()
                .orElseGet(this::now);
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .withReason(finding.reason().wire())
                .withMessage(cut(finding.message()))
                .build();
    }

    private static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        int end = LONGEST_MESSAGE - 1;
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

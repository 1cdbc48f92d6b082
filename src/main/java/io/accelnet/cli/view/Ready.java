package io.accelnet.cli.view;

import io.accelnet.cli.report.Mark;
import io.accelnet.cli.report.Table;
import io.accelnet.plan.outcome.ConditionType;
import io.accelnet.plan.outcome.Finding.Truth;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an object stands, by its status.
 *
 * @param status True, False or Unknown
 * @param reason the documented code, or another reason
 * @param message why, and what to do
 */
record Ready(String status, String reason, String message) {
    private static final String NOT_SEEN = "NotYetSeen";
    private static final String SPEC_CHANGED = "SpecChanged";

    /**
     * What the status of an object says.
     *
     * @param observed the generation of the spec that the status speaks of; null: there is no status
     * @param conditions the conditions of the status
     */
    static Ready of(HasMetadata object, @Nullable Long observed, List<Condition> conditions) {
        Optional<Condition> ready = conditions.stream()
                .filter(condition -> ConditionType.READY.wire().equals(condition.getType()))
                .findFirst();
        if (observed == null || ready.isEmpty()) {
            return new Ready(
                    Truth.UNKNOWN.wire(),
                    NOT_SEEN,
                    "The operator hasn't looked at it yet. If that stays so, see whether the operator runs.");
        }
        @Nullable Long generation = object.getMetadata().getGeneration();
        if (generation != null && observed < generation) {
            return new Ready(
                    Truth.UNKNOWN.wire(),
                    SPEC_CHANGED,
                    "The operator hasn't looked at the present spec yet. Of the one before it says "
                            + ready.get().getReason() + ": " + ready.get().getMessage());
        }
        return new Ready(
                Objects.requireNonNullElse(ready.get().getStatus(), Truth.UNKNOWN.wire()),
                Objects.requireNonNullElse(ready.get().getReason(), ""),
                Objects.requireNonNullElse(ready.get().getMessage(), ""));
    }

    Mark mark() {
        return Mark.of(status);
    }

    /** As a cell of a table: the mark and the reason. */
    Table.Marked cell() {
        return new Table.Marked(mark().sign() + " " + reason, mark());
    }
}

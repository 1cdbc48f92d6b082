package io.accelnet.cli.change;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the operator has answered to the newest spec of an object.
 *
 * @param verdict in one word
 * @param reason the reason of the condition that says most; empty while nothing is answered
 * @param message its message
 */
public record OperatorAnswer(Verdict verdict, String reason, String message) {
    private static final OperatorAnswer NONE =
            new OperatorAnswer(Verdict.PENDING, "", "The operator hasn't answered yet.");

    /** What it has answered, in one word. */
    public enum Verdict {
        /** Nothing yet, or only to an older spec. */
        PENDING,
        /** It waits for something that comes without a change by the user. */
        WAITING,
        /** All is as asked for. */
        READY,
        /** Only a change can help. */
        REFUSED;

        /** Whether waiting longer is in vain. */
        public boolean isFinal() {
            return this == READY || this == REFUSED;
        }
    }

    /** The answer to an AccelNetVM. */
    public static OperatorAnswer of(AccelNetVM vm) {
        return Optional.ofNullable(vm.getStatus())
                .map(status -> of(vm, status.observedGeneration(), status.conditions()))
                .orElse(NONE);
    }

    /** The answer to an AccelNetCluster. */
    public static OperatorAnswer of(AccelNetCluster cluster) {
        return Optional.ofNullable(cluster.getStatus())
                .map(status -> of(cluster, status.observedGeneration(), status.conditions()))
                .orElse(NONE);
    }

    private static OperatorAnswer of(HasMetadata object, @Nullable Long observed, List<Condition> conditions) {
        @Nullable Long generation = object.getMetadata().getGeneration();
        if (generation == null || !generation.equals(observed)) {
            return NONE;
        }
        List<Condition> current = conditions.stream()
                .filter(condition -> generation.equals(condition.getObservedGeneration()))
                .toList();
        return holding(current, "Reconciling", Verdict.WAITING)
                .or(() -> holding(current, "Stalled", Verdict.REFUSED))
                .or(() -> holding(current, "Ready", Verdict.READY))
                .map(answer -> answer.verdict() == Verdict.READY ? answer : answer.inTheWordsOf(current))
                .orElse(NONE);
    }

    private static Optional<OperatorAnswer> holding(List<Condition> conditions, String type, Verdict verdict) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals("True"))
                .findFirst()
                .map(condition ->
                        new OperatorAnswer(verdict, text(condition.getReason()), text(condition.getMessage())));
    }

    /** Ready sums up, with the code of the first check that failed. */
    private OperatorAnswer inTheWordsOf(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .map(ready -> new OperatorAnswer(verdict, text(ready.getReason()), text(ready.getMessage())))
                .orElse(this);
    }

    private static String text(@Nullable String said) {
        return Objects.requireNonNullElse(said, "");
    }
}

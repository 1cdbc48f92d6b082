package io.accelnet.cli.schema;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule in CEL.
 *
 * @param program what is asked
 * @param comparesWithBefore whether it is asked of changes only
 * @param below the field that its message speaks of, below the value that it is asked of
 * @param reason what kind of error it is
 * @param message what is wrong
 */
record Rule(CelRuntime.Program program, boolean comparesWithBefore, String below, Reason reason, String message) {
    /** What kind of error a broken rule is. */
    enum Reason {
        INVALID,
        FORBIDDEN
    }

    /** Whether it holds of a value. */
    boolean holds(Object self) {
        return ask(Map.of("self", self));
    }

    /** Whether it holds of the change from one value to another. */
    boolean holds(Object self, Object oldSelf) {
        return ask(Map.of("self", self, "oldSelf", oldSelf));
    }

    FieldError broken(FieldPath path, Schema schema, Object self) {
        FieldPath field = path.below(below);
        if (reason == Reason.FORBIDDEN) {
            return FieldError.forbidden(field, message);
        }
        boolean omitted = schema.type().equals("object") || schema.type().equals("array");
        return omitted
                ? new FieldError(field, FieldError.Kind.INVALID, "Invalid value: " + message)
                : FieldError.invalid(field, self, message);
    }

    private boolean ask(Map<String, @Nullable Object> variables) {
        try {
            return Boolean.TRUE.equals(program.eval(variables));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("the rule of \"" + message + "\" can't be evaluated", e);
        }
    }
}

package io.accelnet.cli.schema;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

    /**
     * What is wrong with a value; empty if nothing is.
     *
     * @param variables the value as self, and what it was before as oldSelf
     * @param fractional whether a number in it isn't of its field's type
     */
    Optional<FieldError> ask(FieldPath path, Schema schema, Map<String, Object> variables, boolean fractional) {
        try {
            return Boolean.TRUE.equals(program.eval(variables))
                    ? Optional.empty()
                    : Optional.of(broken(path, schema, Objects.requireNonNull(variables.get("self"))));
        } catch (CelEvaluationException e) {
            if (fractional) {
                return Optional.of(FieldError.invalid(
                        path, schema.type(), "invalid data, expected int, got float64 evaluating rule: " + message));
            }
            // A number so large is out of its field's bounds too, which is told beside this.
            if (e.getErrorCode() == CelErrorCode.NUMERIC_OVERFLOW) {
                return Optional.of(
                        FieldError.invalid(path, schema.type(), "integer overflow evaluating rule: " + message));
            }
            throw new IllegalStateException("the rule of \"" + message + "\" can't be evaluated", e);
        }
    }

    private FieldError broken(FieldPath path, Schema schema, Object self) {
        FieldPath field = path.below(below);
        if (reason == Reason.FORBIDDEN) {
            return FieldError.forbidden(field, message);
        }
        boolean omitted = schema.type().equals("object") || schema.type().equals("array");
        return omitted
                ? new FieldError(field, FieldError.Kind.INVALID, "Invalid value: " + message)
                : FieldError.invalid(field, self, message);
    }
}

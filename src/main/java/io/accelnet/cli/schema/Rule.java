package io.accelnet.cli.schema;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A rule in CEL.
 *
 * @param program the compiled rule
 * @param comparesWithBefore whether it compares with the former value, so that it counts for changes only
 * @param below the path of the field that the error names, below the value that the rule is for
 * @param error the kind of error if it fails: INVALID or FORBIDDEN
 * @param message the message if it fails
 */
record Rule(
        CelRuntime.Program program, boolean comparesWithBefore, String below, FieldError.Kind error, String message) {
    /**
     * What is wrong with a value; empty if nothing is.
     *
     * @param variables the value as self, and what it was before as oldSelf
     * @param doubles whether the value has a number such as 2.0 in a field of type integer
     */
    Optional<FieldError> evaluate(FieldPath path, Schema schema, Map<String, Object> variables, boolean doubles) {
        try {
            return Boolean.TRUE.equals(program.eval(variables))
                    ? Optional.empty()
                    : Optional.of(broken(path, schema, Objects.requireNonNull(variables.get("self"))));
        } catch (CelEvaluationException e) {
            if (doubles) {
                return Optional.of(FieldError.invalid(
                        path, schema.type(), "invalid data, expected int, got float64 evaluating rule: " + message));
            }
            throw new IllegalStateException("the rule of \"" + message + "\" can't be evaluated", e);
        }
    }

    private FieldError broken(FieldPath path, Schema schema, Object self) {
        FieldPath field = path.below(below);
        if (error == FieldError.Kind.FORBIDDEN) {
            return FieldError.forbidden(field, message);
        }
        boolean omitted = schema.type().equals("object") || schema.type().equals("array");
        return omitted
                ? new FieldError(field, FieldError.Kind.INVALID, "Invalid value: " + message)
                : FieldError.invalid(field, self, message);
    }
}

package io.accelnet.operator.gather;

import io.accelnet.plan.snapshot.Selector;
import io.accelnet.plan.snapshot.Selector.Operator;
import io.accelnet.plan.snapshot.Selector.Requirement;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Label selectors. */
public final class Selectors {
    private Selectors() {}

    /** What a label selector selects; one that is absent selects everything. */
    public static Selector read(@Nullable LabelSelector selector) {
        if (selector == null) {
            return Selector.ALL;
        }
        List<Requirement> requirements = new ArrayList<>();
        if (selector.getMatchLabels() != null) {
            selector.getMatchLabels()
                    .forEach((key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
        }
        if (selector.getMatchExpressions() != null) {
            selector.getMatchExpressions().forEach(expression -> requirements.add(requirement(expression)));
        }
        return new Selector(requirements);
    }

    private static Requirement requirement(LabelSelectorRequirement expression) {
        Operator operator = switch (expression.getOperator()) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default -> throw new IllegalArgumentException("operator " + expression.getOperator());
        };
        @Nullable List<String> values = expression.getValues();
        return new Requirement(expression.getKey(), operator, values == null ? Set.of() : Set.copyOf(values));
    }
}

package io.accelnet.plan.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A label selector with the meaning that Kubernetes gives it: every requirement must hold; without requirements everything is selected.
 *
 * @param requirements what the labels must satisfy
 */
public record Selector(List<Requirement> requirements) {
    /** Selects everything. */
    public static final Selector ALL = new Selector(List.of());

    /** How a label's value is compared. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    /**
     * One requirement.
     *
     * @param key the label
     * @param operator how its value is compared
     * @param values with what; empty for the operators that ask for existence
     */
    public record Requirement(String key, Operator operator, Set<String> values) {
        public Requirement {
            values = Set.copyOf(values);
        }

        boolean holds(Map<String, String> labels) {
            return switch (operator) {
                case IN -> labels.containsKey(key) && values.contains(labels.get(key));
                case NOT_IN -> !labels.containsKey(key) || !values.contains(labels.get(key));
                case EXISTS -> labels.containsKey(key);
                case DOES_NOT_EXIST -> !labels.containsKey(key);
            };
        }
    }

    public Selector {
        requirements = List.copyOf(requirements);
    }

    /** Whether these labels are selected. */
    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }
}

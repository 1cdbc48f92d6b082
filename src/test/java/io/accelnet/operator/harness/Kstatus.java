package io.accelnet.operator.harness;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules by which tools tell from a status whether an object is done. */
public final class Kstatus {
    private Kstatus() {}

    /** What breaks them. */
    public static List<String> check(CustomResource<?, ?> object) {
        @Nullable Long observed = Statuses.observedGeneration(object);
        List<Condition> conditions = Statuses.conditions(object);
        List<String> faults = new ArrayList<>();
        if (conditions.isEmpty()) {
            return List.of(); // wiped by a test
        }
        boolean ready = is("Ready", "True", conditions);
        boolean reconciling = is("Reconciling", "True", conditions);
        boolean stalled = is("Stalled", "True", conditions);
        if (conditions.stream()
                        .filter(condition -> "Ready".equals(condition.getType()))
                        .count()
                != 1) {
            faults.add("not exactly one Ready");
        }
        if (ready && (reconciling || stalled)) {
            faults.add("Ready, and Reconciling or Stalled");
        }
        if (!ready && !reconciling && !stalled) {
            faults.add("neither Ready nor Reconciling nor Stalled");
        }
        if (reconciling && stalled) {
            faults.add("Reconciling and Stalled");
        }
        for (Condition condition : conditions) {
            boolean abnormal = List.of("Reconciling", "Stalled").contains(condition.getType());
            if (abnormal && !"True".equals(condition.getStatus())) {
                faults.add(condition.getType() + " present and not True");
            }
            if (observed != null && !observed.equals(condition.getObservedGeneration())) {
                faults.add(condition.getType() + " speaks of another generation than the status");
            }
            if (Optional.ofNullable(condition.getMessage()).orElse("").isBlank()) {
                faults.add(condition.getType() + " has no message");
            }
        }
        if (observed != null && observed > object.getMetadata().getGeneration()) {
            faults.add("speaks of a generation that there isn't");
        }
        if (observed == null && !is("Ready", "Unknown", conditions)) {
            faults.add("decided without saying for which generation");
        }
        return faults.stream()
                .map(fault -> "%s %s: %s in %s"
                        .formatted(object.getKind(), object.getMetadata().getName(), fault, conditions))
                .toList();
    }

    private static boolean is(String type, String status, List<Condition> conditions) {
        return conditions.stream()
                .anyMatch(condition -> type.equals(condition.getType()) && status.equals(condition.getStatus()));
    }
}

package io.accelnet.golden;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What kstatus, by which Flux waits, says of an object. These are the rules of its function Compute for a kind that it doesn't know
 * (sigs.k8s.io/cli-utils, pkg/kstatus/status), in their order. What isn't here is an object that is being deleted.
 */
enum KstatusVerdict {
    /** The object is as its spec wants it. */
    CURRENT("Healthy"),
    /** The object is on its way there. */
    IN_PROGRESS("Progressing"),
    /** The object won't get there. */
    FAILED("Degraded");

    private final String inArgo;

    KstatusVerdict(String inArgo) {
        this.inArgo = inArgo;
    }

    /** What Argo CD calls it. */
    String inArgo() {
        return inArgo;
    }

    static KstatusVerdict of(JsonNode object) {
        JsonNode observed = object.path("status").path("observedGeneration");
        JsonNode generation = object.path("metadata").path("generation");
        if (!generation.isMissingNode()
                && !observed.isMissingNode()
                && observed.longValue() != generation.longValue()) {
            return IN_PROGRESS;
        }
        JsonNode conditions = object.path("status").path("conditions");
        for (JsonNode condition : conditions) {
            if (is(condition, "Reconciling", "True")) {
                return IN_PROGRESS;
            }
            if (is(condition, "Stalled", "True")) {
                return FAILED;
            }
        }
        for (JsonNode condition : conditions) {
            if (is(condition, "Ready", "True")) {
                return CURRENT;
            }
            if (is(condition, "Ready", "False") || is(condition, "Ready", "Unknown")) {
                return IN_PROGRESS;
            }
        }
        return CURRENT;
    }

    private static boolean is(JsonNode condition, String type, String status) {
        return type.equals(condition.path("type").textValue())
                && status.equals(condition.path("status").textValue());
    }
}

package io.accelnet.plan.reserve;

import java.util.Optional;

/**
 * Whether a view survives its failures: by the first argument that proves it, or disproves it.
 *
 * @param proof the argument that proves it
 * @param breach the condition that disproves it; with neither, the question is open
 */
record Examination(Optional<String> proof, Optional<Breach> breach) {

    static Examination of(View view) {
        if (view.failures() == 0) {
            return proven("no failure");
        }
        Census census = Census.of(view);
        if (census.demands.isEmpty()) {
            return proven("no demand");
        }
        for (SlotModel model : Portfolio.of(view.hosts(), census)) {
            Weights weights = Measure.sufficient(view, census, model);
            if (Conditions.allHold(weights, view.failures())) {
                return proven(model.toString());
            }
        }
        Optional<Breach> breach = Refutation.of(view, census);
        if (breach.isEmpty() && new EverySet(view).survives()) {
            return proven("every set of failures tried");
        }
        return new Examination(Optional.empty(), breach);
    }

    private static Examination proven(String proof) {
        return new Examination(Optional.of(proof), Optional.empty());
    }

    boolean holds() {
        return proof.isPresent();
    }
}

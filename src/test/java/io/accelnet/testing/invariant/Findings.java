package io.accelnet.testing.invariant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes down what was broken, each thing once, with the history of the objects concerned. */
final class Findings {
    private final History history;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private long version;

    Findings(History history) {
        this.history = history;
    }

    void at(long number) {
        version = number;
    }

    void add(Invariant invariant, String message, Key... concerned) {
        String name = invariant.getClass().getSimpleName();
        if (told.add(name + message)) {
            violations.add(new Violation(name, version, message, history.of(List.of(concerned))));
        }
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}

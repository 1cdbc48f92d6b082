package io.accelnet.plan.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The steps of one life so far: what there was before each, which is what a plan is made from. */
final class Steps {
    /**
     * A step of a life.
     *
     * @param what what happened
     * @param before everything that there was then, before anything was planned
     */
    record Step(String what, Simulation before) {}

    private final List<Step> taken = new ArrayList<>();

    List<Step> taken() {
        return List.copyOf(taken);
    }

    /** How many there are. */
    int count() {
        return taken.size();
    }

    /** Takes a step that can be repeated from anywhere: also with fewer objects, to find out which of them it needs. */
    void take(String what, Simulation simulation, Consumer<Simulation> step) {
        take(what, simulation, step, true);
    }

    /** Takes a step that depends on what was decided for exactly these objects. */
    void takeAsItIs(String what, Simulation simulation, Consumer<Simulation> step) {
        take(what, simulation, step, false);
    }

    private void take(String what, Simulation simulation, Consumer<Simulation> step, boolean anywhere) {
        taken.add(new Step(what, simulation.copy()));
        try {
            step.accept(simulation);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw new BrokenPromise(List.copyOf(taken), step, anywhere, e);
        }
    }
}

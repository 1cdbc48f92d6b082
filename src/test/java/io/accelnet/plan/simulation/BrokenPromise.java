package io.accelnet.plan.simulation;

import io.accelnet.plan.simulation.Steps.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What must hold didn't hold in a step of a life. */
final class BrokenPromise extends AssertionError {
    private static final long serialVersionUID = 1;

    /** Words with numbers in them are names and counts, which differ between two cases of the same fault. */
    private static final Pattern PARTICULAR = Pattern.compile("[\\w/-]*\\d[\\w/-]*");

    private final transient List<Step> steps;
    private final transient Consumer<Simulation> last;
    private final String kind;
    private final boolean anywhere;

    /**
     * A promise that was broken in the last of these steps.
     *
     * @param last does the last step again
     * @param anywhere whether it can be done again with fewer objects
     */
    BrokenPromise(List<Step> steps, Consumer<Simulation> last, boolean anywhere, Throwable cause) {
        super("step " + steps.size() + ", " + steps.getLast().what() + ": " + firstLine(cause), cause);
        this.steps = steps;
        this.last = last;
        this.kind = kind(cause);
        this.anywhere = anywhere;
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * What there was before the last step with as few VMs and nodes as it takes to break the same promise. Objects are left out one
     * by one; nodes only while no VM has anything on them.
     */
    Simulation smallest() {
        Simulation smallest = steps.getLast().before();
        if (!anywhere) {
            return smallest;
        }
        for (boolean shrinks = true; shrinks; ) {
            shrinks = false;
            for (Simulation smaller : smallest.withOneLess()) {
                if (breaksTheSame(smaller)) {
                    smallest = smaller;
                    shrinks = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** What is planned from when the last step is done again from this. */
    List<Step> repeatedFrom(Simulation start) {
        Simulation again = start.copy();
        repeat(again);
        return again.plannedFrom();
    }

    private boolean breaksTheSame(Simulation start) {
        return repeat(start.copy())
                .filter(failure -> kind(failure).equals(kind))
                .isPresent();
    }

    private Optional<Throwable> repeat(Simulation simulation) {
        try {
            last.accept(simulation);
            return Optional.empty();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return Optional.of(e);
        }
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getName()
                + PARTICULAR.matcher(firstLine(failure)).replaceAll("#");
    }

    static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse(failure.getClass().getSimpleName());
    }
}

package io.accelnet.fuzz;

import io.accelnet.cli.schema.Schemas;
import java.util.Optional;

/** What a plan may cost: a multiple of what is usual for as many objects. Of small sums nothing is asked. */
final class Limits {
    private static final int TIMES_USUAL = 20;
    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final double MILLION = 1e6;

    private final Usual usual;

    Limits(CrdSchemas crds, Schemas schemas) {
        this.usual = new Usual(crds, schemas);
    }

    /** How many times the usual the dearest plan of a run cost; 0 if it is too little to ask. */
    double timesUsual(Case played, CaseRun run) {
        return run.dearest().bytes() < ALWAYS_ALLOWED / TIMES_USUAL
                ? 0
                : (double) run.dearest().bytes() / usual.of(played).bytes();
    }

    /** What was too dear. */
    Optional<Finding> broken(Case played, CaseRun run) {
        Cost dearest = run.dearest();
        if (dearest.bytes() <= ALWAYS_ALLOWED || timesUsual(played, run) <= TIMES_USUAL) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "dear",
                "a plan allocated %.0f MB, %.0f times what is usual, and took %.0f ms"
                        .formatted(dearest.bytes() / MILLION, timesUsual(played, run), dearest.nanos() / MILLION)));
    }
}

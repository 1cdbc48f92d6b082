package io.accelnet.fuzz;

import io.accelnet.cli.schema.Schemas;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a plan may cost, in steps that the planner counts and in bytes: a multiple of what is usual for as many objects. What a plan
 * may spend in any case, as on explanations, small clusters don't usually spend; so of small sums nothing is asked, nor of bytes that
 * go with steps which were counted. Bytes that nothing was counted for are what this is to find.
 */
final class Limits {
    private static final int TIMES_USUAL = 20;
    private static final long BYTES_FOR_ANY = 256L << 20;
    private static final long STEPS_FOR_ANY = 100_000_000;

    /** A search by trial allocates as much for each step: 932 MB for 48 million steps were measured. */
    private static final long BYTES_FOR_A_STEP = 24;

    private static final double MILLION = 1e6;

    private final Usual usual;

    Limits(CrdSchemas crds, Schemas schemas) {
        this.usual = new Usual(crds, schemas);
    }

    /** How many times the usual the dearest plan of a run cost, of what it is most of; 0 if it is too little to ask. */
    double timesUsual(Case played, CaseRun run) {
        return Math.max(
                times(played, run.dearest(), Cost::bytes, BYTES_FOR_ANY / TIMES_USUAL),
                times(played, run.dearest(), Cost::steps, STEPS_FOR_ANY / TIMES_USUAL));
    }

    /** What was too dear. */
    Optional<Finding> broken(Case played, CaseRun run) {
        Cost dearest = run.dearest();
        double most = Math.max(
                times(played, dearest, Cost::bytes, BYTES_FOR_ANY + BYTES_FOR_A_STEP * dearest.steps()),
                times(played, dearest, Cost::steps, STEPS_FOR_ANY));
        if (most <= TIMES_USUAL) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "dear",
                "a plan took %.0f million steps, allocated %.0f MB, and took %.0f ms, %.0f times what is usual"
                        .formatted(
                                dearest.steps() / MILLION,
                                dearest.bytes() / MILLION,
                                dearest.nanos() / MILLION,
                                most)));
    }

    private double times(Case played, Cost dearest, ToLongFunction<Cost> of, long enoughForAny) {
        return of.applyAsLong(dearest) <= enoughForAny
                ? 0
                : (double) of.applyAsLong(dearest) / Math.max(1, of.applyAsLong(usual.of(played)));
    }
}

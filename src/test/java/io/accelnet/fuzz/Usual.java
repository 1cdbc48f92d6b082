package io.accelnet.fuzz;

import io.accelnet.cli.schema.Schemas;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a plan usually costs: for as many objects of each kind, with what people usually write in them. What a plan may cost is told from
 * that, and not from a clock, since machines differ and are busy.
 */
final class Usual {
    private static final int SAMPLES = 5;
    private static final int STEP = 20;

    private final CrdSchemas crds;
    private final Schemas schemas;
    private final Map<Map<String, Integer>, Cost> known = new ConcurrentHashMap<>();

    Usual(CrdSchemas crds, Schemas schemas) {
        this.crds = crds;
        this.schemas = schemas;
    }

    /** What the dearest of a few usual plans for a case of this size costs. Sizes are rounded up, so that few have to be tried. */
    Cost of(Case played) {
        Map<String, Integer> size = Map.of(
                "NetworkIntent",
                1,
                "AccelNetCluster",
                1,
                "AccelNetNode",
                rounded(played.count("AccelNetNode")),
                "AccelNetVM",
                rounded(played.count("AccelNetVM")));
        return known.computeIfAbsent(size, this::measure);
    }

    private static int rounded(int count) {
        return (count / STEP + 1) * STEP;
    }

    private Cost measure(Map<String, Integer> size) {
        Cost dearest = Cost.NONE;
        for (int sample = 0; sample < SAMPLES; sample++) {
            FuzzCase usual = FuzzCase.usual(crds, sample, size);
            dearest = dearest.max(
                    new CaseRun(schemas, usual, Set.of(), false).play().dearest());
        }
        return dearest;
    }
}

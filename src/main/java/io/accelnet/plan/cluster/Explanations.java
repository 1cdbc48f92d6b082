package io.accelnet.plan.cluster;

import io.accelnet.plan.ledger.Holding;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Explanation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Explanations of what the fleet refuses: one for all VMs that ask for the same, and no more in one plan than a plan can
 * afford.
 */
final class Explanations {
    /** Seconds: a hundred explanations at 100 nodes, a few at 5,000. */
    private static final long MOST_WORK = 2_000_000;

    /**
     * What is asked.
     *
     * @param demand what for
     * @param node where it must be
     * @param instead what whoever asks has now, and would give up
     */
    private record Question(Demand demand, Optional<String> node, Optional<Given> instead) {}

    private record Given(int queuePairs, Map<String, Integer> functionsPerPort) {}

    private final Workbench bench;
    private final Map<Question, Explanation> known = new HashMap<>();
    private long work;

    Explanations(Workbench bench) {
        this.bench = bench;
    }

    /** What was explained doesn't hold any more: somebody has got something, or given it up. */
    void forget() {
        known.clear();
    }

    /** For a new VM; empty if the plan can afford no more. */
    Optional<Explanation> of(Demand demand, Optional<String> node) {
        return of(new Question(demand, node, Optional.empty()));
    }

    /** For a VM that has something, which it must have been released of; empty if the plan can afford no more. */
    Optional<Explanation> of(Demand demand, Holding instead) {
        Given given = new Given(instead.queuePairs(), bench.fleets().functionsPerPort(instead));
        return of(new Question(demand, Optional.of(instead.node()), Optional.of(given)));
    }

    private Optional<Explanation> of(Question question) {
        Explanation found = known.get(question);
        if (found == null && work < MOST_WORK) {
            found = bench.fleet().explain(question.demand(), question.node());
            known.put(question, found);
            work += found.effort();
        }
        return Optional.ofNullable(found);
    }
}

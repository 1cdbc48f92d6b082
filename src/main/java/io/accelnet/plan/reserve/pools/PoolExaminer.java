package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.Verdict;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.List;
import java.util.Optional;

/** Decides whether the fleet survives its failures: by the first argument that proves it, or disproves it. */
public final class PoolExaminer {

    private final PoolIndex index;
    private final FleetState state;

    public PoolExaminer(PoolIndex index) {
        this.index = index;
        this.state = index.state();
    }

    /**
     * Whether a state survives its failures. With neither a proof nor a shortage, the question is open.
     *
     * @param proof the argument that proves it
     * @param shortage what is short
     */
    record Answer(Optional<String> proof, Optional<Shortage> shortage) {
        static Answer proven(String proof) {
            return new Answer(Optional.of(proof), Optional.empty());
        }

        boolean holds() {
            return proof.isPresent();
        }

        /** Whether the proof is no condition. What conditions prove they prove with a VM less, too. */
        boolean isBySets() {
            return proof.equals(Optional.of(PoolEnumeration.EVERY_SET));
        }

        boolean isRefuted() {
            return shortage.isPresent();
        }
    }

    /** The complete answer, if so many failures are tolerated in all. */
    Answer examine(Scope scope, int tolerated) {
        int failures = scope.failuresLeft(state, tolerated);
        if (failures == 0) {
            return Answer.proven("no failure");
        }
        BundleConditions conditions = index.conditions(scope);
        if (!conditions.isDemand()) {
            return Answer.proven("no demand");
        }
        if (state.isBeyondCounting()) {
            return new Answer(Optional.empty(), Optional.empty());
        }
        Optional<PlacementOrder> order = conditions.proof(failures);
        if (order.isPresent()) {
            return Answer.proven("pools, " + order.get().label());
        }
        Optional<Shortage> shortage = conditions.breach(failures);
        return shortage.isPresent()
                ? new Answer(Optional.empty(), shortage)
                : new PoolEnumeration(state, scope, failures).answer();
    }

    /** Whether the hosts that are up survive as many more failures as are left, and everybody has VFs. */
    public Verdict verdict() {
        Answer answer = examine(Scope.UP, state.failures());
        if (answer.isRefuted() || !state.everyVmHasFunctions()) {
            return new Verdict.Violated(answer.shortage(), state.withoutFunctions());
        }
        return answer.proof().<Verdict>map(Verdict.Holds::new).orElseGet(Verdict.Unproven::new);
    }

    /** If the reserve doesn't hold: the fewest hosts whose failure shows it. */
    public Optional<Shortage> fewest(Scope scope, int tolerated) {
        BundleConditions conditions = index.conditions(scope);
        int most = Math.min(scope.failuresLeft(state, tolerated), state.hosts().size());
        for (int failures = 1; failures <= most; failures++) {
            Optional<Shortage> shortage = conditions.breach(failures);
            if (shortage.isPresent()) {
                return shortage;
            }
        }
        return Optional.empty();
    }

    /** As many hosts as may still fail, those whose failure leaves least room. */
    List<String> worst(Answer now) {
        return now.shortage()
                .map(Shortage::worstHosts)
                .orElseGet(() -> index.conditions(Scope.UP).tightest(Scope.UP.failuresLeft(state, state.failures())));
    }
}

package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of the hosts of one sight as long as the same demands are present: the tables of all arguments. */
final class Book {

    private final FleetState state;
    private final Sight sight;
    private final Census census;
    private final QueuePairsBind queuePairsBind;
    private final List<Proof> proofs = new ArrayList<>();
    private @Nullable Table functionsRefute;
    private @Nullable Table queuePairsRefute;

    Book(FleetState state, Sight sight, Census census) {
        this.state = state;
        this.sight = sight;
        this.census = census;
        this.queuePairsBind = new QueuePairsBind(state, sight, census);
        proofs.add(proof(SlotModel.uniform(census, SlotModel.Layout.BY_HOST)));
    }

    Census census() {
        return census;
    }

    private Proof proof(SlotModel model) {
        return new Proof(Optional.of(model.toString()), new Table(state, sight, new SufficientGauge(census, model)));
    }

    /** The first argument that shows that so many failures are survived. */
    Optional<String> proof(int failures) {
        if (proofs.getFirst().table().allHold(failures)) {
            return proofs.getFirst().name();
        }
        if (!queuePairsBind.anywhere()) {
            return Optional.empty();
        }
        if (proofs.size() == 1) {
            Portfolio.whereBothBind(census).forEach(model -> proofs.add(proof(model)));
        }
        for (int index = 1; index < proofs.size(); index++) {
            if (proofs.get(index).table().allHold(failures)) {
                return proofs.get(index).name();
            }
        }
        return Optional.empty();
    }

    /** A condition that shows that they aren't, with VFs looked at before queue pairs. */
    Optional<Breach> breach(int failures) {
        if (functionsRefute == null) {
            functionsRefute = refutation(Resource.functions(census));
        }
        if (queuePairsRefute == null) {
            queuePairsRefute = refutation(Resource.queuePairs(census));
        }
        Table pairs = queuePairsRefute;
        return breach(functionsRefute, Resource.functions(census), failures)
                .or(() -> breach(pairs, Resource.queuePairs(census), failures));
    }

    private Table refutation(Resource resource) {
        return new Table(state, sight, new NecessaryGauge(census, resource));
    }

    private Optional<Breach> breach(Table table, Resource resource, int failures) {
        Table.Tightest tightest = table.tightest(failures);
        return tightest.slack() >= 0
                ? Optional.empty()
                : Optional.of(new Breach(state, census, resource, table.describe(tightest, failures, state)));
    }

    /** The condition with the least slack among those of the first proof. */
    Condition tightest(int failures) {
        Table table = proofs.getFirst().table();
        return table.describe(table.tightest(failures), failures, state);
    }

    /** How much room the conditions of the first proof leave to VMs of a demand that is in the census, in VFs. */
    long slackFor(Demand demand, int failures) {
        return proofs.getFirst().table().leastSlack(census.rank(demand), demand.virtualFunctions(), failures);
    }

    private record Proof(Optional<String> name, Table table) {}
}

package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.snapshot.PodSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether there is room for the target of a migration, and if not, why it is refused. */
final class MigrationRoom {
    /**
     * A migration.
     *
     * @param pod its target
     * @param demand what the VM needs there
     * @param from where the VM has virtual functions; empty for one that no AccelNetVM is for
     * @param evacuates whether the VM must leave its node, so that free virtual functions are enough
     */
    record Migration(PodSnapshot pod, Demand demand, Optional<String> from, boolean evacuates) {
        /** Whether its target may be bound there by its own rules. */
        boolean mayGoTo(String node) {
            return isElsewhere(node) && pod.mayGoTo(node);
        }

        boolean isElsewhere(String node) {
            return !from.equals(Optional.of(node));
        }

        /** What decides whether there is room for it, whichever its target is. */
        Question question() {
            return new Question(demand, from, pod.nodesLeft(), evacuates);
        }
    }

    /**
     * Whether there is room for a migration. All that ask the same get the same answer.
     *
     * @param nodes where its target can go; empty: everywhere
     */
    record Question(Demand demand, Optional<String> from, Optional<Set<String>> nodes, boolean evacuates) {}

    private final PlanContext context;
    private final ClusterView view;
    private final NodesByRoom nodes;

    MigrationRoom(PlanContext context, NodesByRoom nodes) {
        this.context = context;
        this.view = context.view();
        this.nodes = nodes;
    }

    /** Whether some node has room now to which its target may be opened. */
    boolean isAnywhere(Migration migration) {
        return view.members().keySet().stream()
                .filter(node -> migration.mayGoTo(node) && context.takesPods(node))
                .anyMatch(node -> isOn(node, migration, migration.demand()));
    }

    private boolean isOn(String node, Migration migration, Demand demand) {
        if (migration.evacuates()) {
            return context.fleet().roomOn(node, demand).isPresent();
        }
        String key = OpenPlaces.key(migration.pod(), node);
        boolean fits = context.fleet().admit(key, demand, Optional.of(node)) instanceof Decision.Admitted;
        context.fleet().release(key);
        return fits;
    }

    /** Why no node will do. */
    String refusal(Migration migration) {
        String needed = needed(migration.demand());
        String lack = lack(migration);
        String cluster = view.definition().name();
        boolean managed = migration.from().isPresent();
        Optional<List<String>> left = left(migration);
        if (left.filter(List::isEmpty).isPresent()) {
            return "The migration is refused: the nodeSelector, the required node affinity or the volumes of its pod leave no"
                    + " other node of cluster " + cluster
                    + ". A VM whose volumes are on one node can't be migrated. Else migrate it without these rules, or to another"
                    + " node.";
        }
        if (managed && migration.evacuates()) {
            return "The migration is refused: no other node of cluster " + cluster
                    + left.map(nodes -> " that its pod may go to (" + Phrases.list(nodes) + ")")
                            .orElse("")
                    + " has " + needed
                    + " of the VM's performance free" + lack
                    + ". Free some, or end the maintenance, then migrate it again.";
        }
        return "The migration is refused: the VM needs " + needed
                + left.map(nodes -> (nodes.size() == 1 ? " on " : " on one of ") + Phrases.list(nodes)
                                + ", where its pod may go by its own rules,")
                        .orElse(" on another node")
                + " until it has moved, and the reserve"
                + " of cluster " + cluster
                + " wouldn't hold meanwhile" + lack
                + ". The status of the AccelNetCluster says what is short. To empty a node, cordon"
                + " it first"
                + (managed ? "." : ", and create an AccelNetVM for the VM.");
    }

    /** What the VM needs on one node, in words: of each intent, where there are several. */
    private String needed(Demand demand) {
        return Phrases.count(demand.virtualFunctions(), "virtual function") + PoolPhrases.of(demand, view.pools());
    }

    /** Which pools have no room for the VM on any node; nothing where there is one. */
    private String lack(Migration migration) {
        if (!view.pools().several()) {
            return "";
        }
        List<String> lacking = poolsOf(migration.demand())
                .filter(pool -> !fitsSomewhere(migration, only(pool, migration.demand())))
                .mapToObj(view.pools()::intent)
                .toList();
        return lacking.isEmpty()
                ? " (each intent has room, but on no node all have)"
                : " (" + PoolPhrases.intents(lacking) + Phrases.agree(lacking.size(), " is", " are") + " short)";
    }

    private static IntStream poolsOf(Demand demand) {
        return IntStream.range(0, demand.ofPools().size()).filter(pool -> demand.ofPool(pool) > 0);
    }

    private static Demand only(int pool, Demand demand) {
        List<Integer> ofPools = new ArrayList<>(Collections.nCopies(pool, 0));
        ofPools.add(demand.ofPool(pool));
        return new Demand(demand.ofPool(pool), demand.tier(), ofPools, demand.differentPorts());
    }

    private boolean fitsSomewhere(Migration migration, Demand demand) {
        return nodes.candidates(demand, migration::mayGoTo, Set.of(), PodOpening.MOST_TRIES).stream()
                .anyMatch(node -> isOn(node, migration, demand));
    }

    /** The other members that a pod's own rules leave; empty if they exclude none that takes VMs. */
    private Optional<List<String>> left(Migration migration) {
        List<String> others = view.members().keySet().stream()
                .filter(migration::isElsewhere)
                .sorted()
                .toList();
        return others.stream().filter(view::takesVms).allMatch(migration::mayGoTo)
                ? Optional.empty()
                : Optional.of(others.stream().filter(migration::mayGoTo).toList());
    }
}

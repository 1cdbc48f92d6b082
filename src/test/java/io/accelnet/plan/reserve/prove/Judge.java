package io.accelnet.plan.reserve.prove;

import static io.accelnet.plan.reserve.prove.Finding.Fault.NEEDLESS;
import static io.accelnet.plan.reserve.prove.Finding.Fault.UNSOUND;
import static io.accelnet.plan.reserve.prove.Finding.Fault.UNTRUE;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Reserve;
import io.accelnet.plan.reserve.Sums;
import io.accelnet.plan.reserve.Verdict;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what the engine says against the oracle. */
final class Judge {

    private final Kind kind;
    private final Cluster cluster;
    private final Tally tally;
    private final Exhaustive oracle = new Exhaustive();
    private final Map<Request, Boolean> possible = new HashMap<>();
    private Optional<Boolean> standing = Optional.empty();

    Judge(Kind kind, Cluster cluster, Tally tally) {
        this.kind = kind;
        this.cluster = cluster;
        this.tally = tally;
    }

    /** To be called after each change of the cluster: forgets what was found out. */
    void changed() {
        possible.clear();
        standing = Optional.empty();
    }

    boolean standing() {
        boolean answer = standing.orElseGet(() -> oracle.standing(cluster));
        standing = Optional.of(answer);
        return answer;
    }

    private boolean mayAdmit() {
        return cluster.down() <= cluster.failures() && !cluster.anyStranded() && standing();
    }

    /** The VM is in the cluster already. */
    void admitted() {
        changed();
        Finding.unless(!cluster.anyStranded(), UNSOUND, () -> "admitted while others are without");
        Finding.unless(cluster.down() <= cluster.failures(), UNSOUND, () -> "admitted while too many are down");
        Finding.unless(oracle.everything(cluster), UNSOUND, () -> "some tolerated failure leaves somebody without");
        standing = Optional.of(true);
    }

    void refused(Decision decision, Demand demand, Optional<String> pinned) {
        boolean could = mayAdmit() && possible.computeIfAbsent(new Request(demand, pinned), this::couldHave);
        count(decision, could);
        Finding.unless(isTrue(decision, demand, pinned), UNTRUE, decision::toString);
    }

    private boolean couldHave(Request request) {
        return oracle.couldHave(cluster, request.demand(), request.pinned());
    }

    /** A change was refused to a VM that has what it had. */
    void unchanged(Decision decision, Vm vm, Demand demand) {
        boolean could = mayAdmit() && couldChange(vm, demand);
        changed();
        count(decision, could);
    }

    private boolean couldChange(Vm vm, Demand demand) {
        cluster.remove(vm);
        boolean could = oracle.couldHave(cluster, demand, vm.node);
        cluster.add(vm);
        return could;
    }

    private void count(Decision decision, boolean could) {
        boolean open = decision instanceof Decision.Unproven;
        tally.needless += could ? 1 : 0;
        Finding.unless(!kind.exact() || (!could && !open), NEEDLESS, decision::toString);
        Finding.unless(!could || open, UNTRUE, () -> "it wasn't necessary: " + decision);
    }

    private boolean isTrue(Decision decision, Demand demand, Optional<String> pinned) {
        int pairs = cluster.pairs[demand.tier()];
        return switch (decision) {
            case Decision.NoCapablePort no -> cluster.nodes.stream().noneMatch(node -> capable(node, demand, pairs));
            case Decision.TooManyDown many -> cluster.down() > cluster.failures() && many.down() == cluster.down();
            case Decision.TierTooRare rare ->
                cluster.nodes.stream()
                                .filter(node -> !node.cordoned && !node.leaving && capable(node, demand, pairs))
                                .count()
                        <= cluster.failures();
            case Decision.PinnedHostUnavailable gone ->
                !cluster.node(pinned.orElseThrow()).map(Node::takesVms).orElse(false);
            case Decision.PinnedHostFull full ->
                cluster.node(pinned.orElseThrow()).stream().noneMatch(node -> node.hasRoom(demand, pairs));
            case Decision.NoRoom none ->
                cluster.nodes.stream().filter(Node::takesVms).noneMatch(node -> node.hasRoom(demand, pairs));
            case Decision.AlreadyViolated violated -> cluster.anyStranded() || !standing();
            default -> true;
        };
    }

    /** Whether a node has a port of each pool that a VM needs, for its tier; as many of each as it needs different ones. */
    private static boolean capable(Node node, Demand demand, int pairs) {
        for (int pool = 0; pool < demand.ofPools().size(); pool++) {
            int ports = 0;
            for (int port = 0; port < node.ports(); port++) {
                boolean capable = node.functions[port] > 0 && node.most[port] >= pairs;
                ports += node.pool[port] == pool && capable ? 1 : 0;
            }
            if (ports < (demand.differentPorts() ? demand.ofPool(pool) : Math.min(1, demand.ofPool(pool)))) {
                return false;
            }
        }
        return true;
    }

    static int room(Node node, int pairs) {
        int room = 0;
        for (int port = 0; port < node.ports(); port++) {
            room += node.room(port, pairs);
        }
        return room;
    }

    void verdict(Verdict verdict) {
        switch (verdict) {
            case Verdict.Holds holds -> {
                Finding.unless(standing() && !cluster.anyStranded(), UNSOUND, holds::toString);
                // Where the conditions are exact nothing else is needed.
                Finding.unless(!kind.exact() || !holds.certificate().contains("every set"), NEEDLESS, holds::toString);
            }
            case Verdict.Violated violated -> {
                String[] without = cluster.vms.stream()
                        .filter(vm -> vm.stranded)
                        .map(vm -> vm.name)
                        .sorted()
                        .toArray(String[]::new);
                boolean same =
                        Arrays.equals(without, violated.withoutFunctions().toArray());
                Finding.unless(same, UNTRUE, violated::toString);
                Finding.unless(violated.shortage().isEmpty() || !standing(), UNTRUE, violated::toString);
                Finding.unless(
                        violated.shortage()
                                .filter(shortage -> oracle.survivesWithout(cluster, shortage.worstHosts()))
                                .isEmpty(),
                        UNTRUE,
                        () -> "survived: " + violated);
            }
            case Verdict.Unproven unproven -> Finding.unless(!kind.exact(), NEEDLESS, unproven::toString);
        }
    }

    long asked() {
        return oracle.asked();
    }

    /** So many more VMs as are said are admitted when it is tried, and so many failures are survived, no more. */
    void sums(Sums sums) {
        headroom(sums);
        if (!kind.exact()) {
            return;
        }
        int up = cluster.nodes.size() - cluster.down();
        int tolerated = sums.failuresTolerated();
        boolean most = tolerated == up || !oracle.survives(cluster, false, tolerated + 1);
        Finding.unless(
                cluster.anyStranded() ? tolerated == 0 : most && oracle.survives(cluster, false, tolerated),
                UNTRUE,
                () -> "failures tolerated: " + sums);
    }

    private void headroom(Sums sums) {
        Finding.unless(
                sums.pools().size() == (cluster.pools > 1 ? cluster.pools : 0),
                UNTRUE,
                () -> "not of each pool: " + sums);
        if (sums.pools().isEmpty()) {
            checkHeadroom(sums, sums.headroom(), Kind.demand(new int[] {1}, 0, false));
        } else {
            checkMostOfAnyPool(sums);
        }
        for (int pool = 0; pool < sums.pools().size(); pool++) {
            Sums.OfPool ofPool = sums.pools().get(pool);
            int[] one = new int[cluster.pools];
            one[pool] = 1;
            checkHeadroom(sums, ofPool.headroom(), Kind.demand(one, 0, false));
            checkArithmetic(pool, ofPool);
        }
        for (Sums.OfCombination combination : sums.combinations()) {
            int[] several = new int[cluster.pools];
            combination.pools().forEach(pool -> several[pool] = 1);
            checkHeadroom(sums, combination.headroom(), Kind.demand(several, 0, false));
        }
    }

    private void checkMostOfAnyPool(Sums sums) {
        for (int tier = 0; tier < cluster.pairs.length; tier++) {
            int most = 0;
            for (Sums.OfPool ofPool : sums.pools()) {
                most = Math.max(most, ofPool.headroom().get(tier));
            }
            int found = most;
            int said = sums.headroom().get(tier);
            Finding.unless(said == found, UNTRUE, () -> "not the most of any pool: " + sums);
        }
    }

    private void checkHeadroom(Sums sums, List<Integer> said, Demand demand) {
        Finding.unless(said.size() == cluster.pairs.length, UNTRUE, () -> "not for each tier: " + sums);
        for (int tier = 0; tier < cluster.pairs.length; tier++) {
            Reserve reserve = Fleets.of(cluster);
            int headroom = said.get(tier);
            int more = 0;
            boolean room = !cluster.anyStranded();
            while (room
                    && more <= headroom
                    && reserve.admit("asking" + more, demand.ofTier(tier), Optional.empty())
                            instanceof Decision.Admitted) {
                more++;
            }
            int admitted = more;
            Finding.unless(
                    headroom == admitted || (!sums.headroomIsExact() && headroom < admitted),
                    UNTRUE,
                    () -> admitted + " more were admitted of " + demand + ": " + sums);
        }
    }

    /** The VFs of a pool on nodes that are up, of ports that serve the lowest tier at least. */
    private void checkArithmetic(int pool, Sums.OfPool said) {
        int capacity = 0;
        int free = 0;
        int cordoned = 0;
        int leaving = 0;
        for (Node node : cluster.nodes) {
            for (int port = 0; port < node.ports(); port++) {
                if (node.down || node.pool[port] != pool || node.most[port] < cluster.pairs[0]) {
                    continue;
                }
                capacity += node.functions[port];
                cordoned += node.cordoned ? node.freeFunctions(port) : 0;
                leaving += node.leaving && !node.cordoned ? node.freeFunctions(port) : 0;
                free += node.takesVms() ? node.freeFunctions(port) : 0;
            }
        }
        Sums.OfPool counted = new Sums.OfPool(
                capacity,
                capacity - free - cordoned - leaving,
                free,
                cordoned,
                leaving,
                free - said.headroom().getFirst(),
                said.headroom());
        Finding.unless(counted.equals(said), UNTRUE, () -> "it is " + counted + " and not " + said);
    }

    /** Whether these fit beside the others. */
    boolean fit(Iterable<Vm> unplaced) {
        return oracle.fits(cluster, unplaced, true);
    }

    /** Whether they do without the nodes that leave. */
    boolean fitOnThoseThatStay(Iterable<Vm> unplaced) {
        return oracle.fits(cluster, unplaced, false);
    }

    private record Request(Demand demand, Optional<String> pinned) {}
}

package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.conditions.TopWeights;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.JournalReader;
import io.accelnet.plan.reserve.model.PortState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of {@link io.accelnet.plan.reserve.pools} over the hosts of one scope, kept up to date host by host: those of
 * each order, which prove, and those that refute.
 */
final class BundleConditions extends JournalReader {

    /** What a host weighs at most. Beyond that nothing is proven or refuted. */
    private static final long MOST_WEIGHT = 1 << 30;

    private final FleetState state;
    private final Scope scope;
    private final Losses losses;
    private final DemandGroups groups;
    private final ConditionSet set;
    private final List<Condition> conditions;
    private final List<SlotSize> slotSizes;
    private final TopWeights[] tops;
    /** The demands whose bundles are counted. */
    private final List<Demand> bundles;
    /** By condition, where its bundles are counted: by demand, then by the way to count. */
    private final int[] cells;
    /** How many bundles are free on all hosts, in these cells. */
    private final long[] free;
    /** By group, how many VMs there are. */
    private final long[] vms;
    /** By host: by group its VMs, then by cell its free bundles. */
    private final int[] rows;
    /** By host and condition. */
    private final int[] weights;

    private final @Nullable PortState[][] ports;
    private final int renumberings;
    private boolean stale;
    private boolean uncountable;

    /**
     * Over the hosts as they are.
     *
     * @param classes the classes of demands that it is about: at least all of which there are VMs
     * @param sets where conditions may be known already
     */
    BundleConditions(FleetState state, Scope scope, BitSet classes, ConditionSets sets) {
        super(state);
        this.state = state;
        this.scope = scope;
        this.losses = new Losses(state.tiers(), state.hosts());
        this.groups = DemandGroups.of(state, losses, classes);
        this.slotSizes = losses.slotSizes();
        this.set = sets.of(groups, losses);
        this.conditions = set.conditions();
        this.bundles = conditions.stream().map(Condition::bundle).distinct().toList();
        this.cells = conditions.stream()
                .mapToInt(condition -> bundles.indexOf(condition.bundle()) * slotSizes.size() + condition.slots())
                .toArray();
        int failures = scope.failuresLeft(state, state.failures());
        this.tops = new TopWeights[conditions.size()];
        Arrays.setAll(tops, number -> new TopWeights(failures, state.hosts().size()));
        this.free = new long[bundles.size() * slotSizes.size()];
        this.vms = new long[groups.count()];
        this.rows = new int[(groups.count() + free.length) * state.numbers()];
        this.weights = new int[conditions.size() * state.numbers()];
        this.ports = new PortState[state.numbers()][];
        for (HostState host : state.hosts()) {
            ports[host.number()] = host.ports();
        }
        this.renumberings = state.renumberings();
        state.work().spend((long) rows.length + weights.length);
    }

    /** Whether it is about the hosts' ports as they are, and about these classes of demands; else another one must be made. */
    boolean isAbout(BitSet classes) {
        if (renumberings != state.renumberings() || !groups.cover(classes)) {
            return false;
        }
        catchUp();
        return !stale;
    }

    /** A host that gets other ports gets another array of them: which one it is is the question. */
    @SuppressWarnings("ReferenceEquality")
    @Override
    protected void refresh(HostState host) {
        int at = host.number();
        if (at >= ports.length || (host.isMember() && (ports[at] != host.ports() || losses.lacks(host)))) {
            stale = true;
            return;
        }
        int count = groups.count();
        int length = count + free.length;
        int row = length * at;
        int[] now = new int[length];
        if (scope.includes(host)) {
            for (int number = 0; number < groups.classes(); number++) {
                if (groups.ofClass(number) != DemandGroups.NONE) {
                    now[groups.ofClass(number)] += host.vms(number);
                }
            }
            if (host.isReserve()) {
                count(FreeHost.of(host, state.tiers()), now);
            }
        }
        weigh(at, now);
        for (int group = 0; group < count; group++) {
            vms[group] += now[group] - rows[row + group];
        }
        for (int cell = 0; cell < free.length; cell++) {
            free[cell] += now[count + cell] - rows[row + count + cell];
        }
        System.arraycopy(now, 0, rows, row, length);
        state.work().spend((long) length * (host.ports().length + 2L));
    }

    /**
     * Takes down what a host weighs now: what it weighed, and what it has more or less of since then. That is a VM of one group, mostly.
     * A weight that was too much isn't known any more.
     */
    private void weigh(int host, int[] now) {
        boolean anew = uncountable;
        int[] more = now.clone();
        for (int place = 0; place < more.length && !anew; place++) {
            more[place] -= rows[more.length * host + place];
        }
        int[] changed = IntStream.range(0, groups.count())
                .filter(group -> more[group] != 0)
                .toArray();
        for (int number = 0; number < tops.length; number++) {
            int before = weights[host * tops.length + number];
            int weight = weight(number, anew ? 0 : before, more, changed);
            if (before != weight) {
                tops[number].replace(before, weight);
                weights[host * tops.length + number] = weight;
            }
        }
        state.work().spend((long) tops.length * (1 + changed.length));
    }

    private void count(FreeHost host, int[] row) {
        for (int bundle = 0; bundle < bundles.size(); bundle++) {
            for (int slots = 0; slots < slotSizes.size(); slots++) {
                row[groups.count() + bundle * slotSizes.size() + slots] =
                        host.bundles(bundles.get(bundle), slotSizes.get(slots), losses);
            }
        }
    }

    private int weight(int number, int before, int[] more, int[] changed) {
        Condition condition = conditions.get(number);
        long weight = before + (long) condition.scale() * more[groups.count() + cells[number]];
        for (int group : changed) {
            weight += (long) condition.lost().get(group) * more[group];
        }
        uncountable |= weight > MOST_WEIGHT;
        return (int) Math.min(weight, MOST_WEIGHT);
    }

    /** The order whose conditions all hold. */
    Optional<PlacementOrder> proof(int failures) {
        catchUp();
        if (uncountable) {
            return Optional.empty();
        }
        int largest = IntStream.range(0, vms.length)
                .filter(group -> vms[group] > 0)
                .map(group -> PlacementOrder.size(groups.demand(group)))
                .max()
                .orElse(1);
        return set.proofs().stream()
                .filter(proof -> proof.order().together() < 2 * largest)
                .filter(proof -> proof.conditions().stream().allMatch(number -> holds(number, failures)))
                .map(ConditionSet.Proof::order)
                .findFirst();
    }

    /** Nobody in the group needs anything: then there is nothing to hold. */
    private boolean holds(int number, int failures) {
        return vms[conditions.get(number).group()] == 0 || left(number, failures) >= 0;
    }

    private long left(int number, int failures) {
        TopWeights top = tops[number];
        state.work().spend(1L + top.want(failures));
        Condition condition = conditions.get(number);
        long left = condition.scale() * free[cells[number]] - top.sum();
        for (int group = 0; group < vms.length; group++) {
            left -= vms[group] > 0 ? condition.rounding().get(group) : 0;
        }
        return left;
    }

    /** Of equals the first in the order of demands: the order in which these became known says nothing. */
    private Comparator<Integer> tightestFirst(int failures) {
        return Comparator.comparingLong((Integer number) -> left(number, failures))
                .thenComparing(number -> groups.demand(conditions.get(number).group()), PlacementOrder.USUAL);
    }

    /** What is short, if that is known: of the conditions that fail, that of the group with most missing. */
    Optional<Shortage> breach(int failures) {
        catchUp();
        if (uncountable) {
            return Optional.empty();
        }
        return set.refutations().stream()
                .filter(number -> !holds(number, failures))
                .min(tightestFirst(failures))
                .map(number -> shortage(number, failures, -left(number, failures)));
    }

    /** What would be short wherever one more VM of this demand were put; empty if some place might do. */
    Optional<Shortage> breachWithOneMore(Demand demand, int failures) {
        catchUp();
        if (uncountable) {
            return Optional.empty();
        }
        return set.refutations().stream()
                .filter(number -> {
                    int takes = losses.atLeast(
                            demand, groups.demand(conditions.get(number).group()));
                    return takes > 0 && left(number, failures) < takes;
                })
                .min(tightestFirst(failures))
                .map(number -> shortage(
                        number,
                        failures,
                        losses.atLeast(
                                        demand,
                                        groups.demand(conditions.get(number).group()))
                                - left(number, failures)));
    }

    private Shortage shortage(int number, int failures, long missing) {
        Demand demand = groups.demand(conditions.get(number).group());
        int size = Collections.max(demand.ofPools());
        return new Shortage(
                demand.tier(),
                size,
                (int) Math.min(Integer.MAX_VALUE, missing * size),
                Shortage.Unit.VIRTUAL_FUNCTIONS,
                worst(number, failures),
                pools(demand));
    }

    private List<Integer> pools(Demand demand) {
        return IntStream.range(0, demand.ofPools().size())
                .filter(pool -> demand.ofPool(pool) > 0)
                .boxed()
                .toList();
    }

    /** The hosts of the largest weights, by name. */
    private List<String> worst(int number, int failures) {
        return state.hosts().stream()
                .filter(scope::includes)
                .sorted(Comparator.comparingInt((HostState host) -> -weights[host.number() * tops.length + number])
                        .thenComparing(HostState::name))
                .limit(failures)
                .filter(host -> weights[host.number() * tops.length + number] > 0)
                .map(HostState::name)
                .sorted()
                .toList();
    }

    /** The hosts whose failure leaves least room, for the group with least left. */
    List<String> tightest(int failures) {
        catchUp();
        return set.refutations().stream()
                .filter(number -> vms[conditions.get(number).group()] > 0)
                .min(tightestFirst(failures))
                .map(number -> worst(number, failures))
                .orElse(List.of());
    }

    /** Whether any VM needs anything. */
    boolean isDemand() {
        catchUp();
        return Arrays.stream(vms).anyMatch(count -> count > 0);
    }
}

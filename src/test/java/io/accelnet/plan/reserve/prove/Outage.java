package io.accelnet.plan.reserve.prove;

import static io.accelnet.plan.reserve.prove.Finding.Fault.MOVED;
import static io.accelnet.plan.reserve.prove.Finding.Fault.NEEDLESS;
import static io.accelnet.plan.reserve.prove.Finding.Fault.UNSOUND;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.Recovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One recovery: who has to be placed anew, what the engine does with them, and whether that is as it should be. */
final class Outage {

    private final Kind kind;
    private final Cluster cluster;
    private final Judge judge;
    private final Tally tally;
    /** VMs to be placed anew, oldest first. */
    private final List<Machine> machines = new ArrayList<>();
    /** Of these, those that have a place on a node that is up. */
    private final List<Machine> settled = new ArrayList<>();

    private final List<Machine> homeless = new ArrayList<>();

    Outage(Kind kind, Cluster cluster, Judge judge, Tally tally) {
        this.kind = kind;
        this.cluster = cluster;
        this.judge = judge;
        this.tally = tally;
        for (Machine machine : cluster.machines) {
            boolean up = cluster.nodes.contains(machine.node) && !machine.node.down;
            machine.displacedFrom = machine.displacedFrom.filter(from -> from.down && cluster.nodes.contains(from));
            if (machine.node.down && machine.displacedFrom.isEmpty()) {
                machine.displacedFrom = Optional.of(machine.node);
            }
            if (!up || machine.lost || machine.displacedFrom.isPresent()) {
                machines.add(machine);
                (up && sum(machine.split) == machine.size ? settled : homeless).add(machine);
            }
        }
    }

    boolean isEmpty() {
        return machines.isEmpty();
    }

    /**
     * Has them placed.
     *
     * @param wishes a host that a VM would like, by the VM's place in the list
     * @param promised whether all must get their VFs
     * @return whether all have
     */
    boolean recover(Fleet fleet, List<Optional<String>> wishes, boolean promised) {
        List<Displaced> displaced = new ArrayList<>();
        for (int index = 0; index < machines.size(); index++) {
            Machine machine = machines.get(index);
            displaced.add(new Displaced(machine.name, Fleets.demand(machine), wishes.get(index % wishes.size())));
        }
        tally.recoveries++;
        tally.displaced += displaced.size();
        Recovery recovery = fleet.recover(displaced);
        check(recovery);
        boolean beside = !settled.isEmpty() && besideTheOthers(recovery);
        boolean moved = settle(fleet, recovery);
        if (moved && beside) {
            tally.replanned++;
            Finding.unless(!kind.exact(), MOVED, () -> "planned anew without need: " + recovery);
        }
        Finding.unless(
                !promised || recovery.unplaced().isEmpty(), UNSOUND, () -> "left without: " + recovery.unplaced());
        return recovery.unplaced().isEmpty();
    }

    List<Machine> machines() {
        return machines;
    }

    private void check(Recovery recovery) {
        Set<String> names = new HashSet<>();
        machines.forEach(machine -> names.add(machine.name));
        Set<String> placed = recovery.placements().keySet();
        Set<String> answered = new HashSet<>(placed);
        answered.addAll(recovery.unplaced());
        for (Machine machine : settled) {
            Finding.unless(placed.contains(machine.name), MOVED, () -> "lost its place: " + machine);
        }
        Finding.unless(names.containsAll(answered), MOVED, () -> "not displaced: " + recovery);
        Finding.unless(
                answered.equals(names)
                        && recovery.placed().size() + recovery.unplaced().size() == names.size(),
                UNSOUND,
                () -> "not all are answered for: " + recovery);
    }

    /** Whether those who got a place could have got one without anybody else's moving again. */
    private boolean besideTheOthers(Recovery recovery) {
        Set<String> placed = recovery.placements().keySet();
        homeless.forEach(this::lift);
        boolean fit = judge.fit(homeless.stream()
                .filter(machine -> placed.contains(machine.name))
                .toList());
        homeless.forEach(this::putBack);
        return fit;
    }

    private void lift(Machine machine) {
        machine.node.use(machine.split, cluster.pairs[machine.tier], -1);
    }

    private void putBack(Machine machine) {
        machine.node.use(machine.split, cluster.pairs[machine.tier], 1);
    }

    /** Puts everybody where the engine says, everybody else being where they are. Says whether one moved that had a place. */
    private boolean settle(Fleet fleet, Recovery recovery) {
        Map<String, Placement> placements = recovery.placements();
        machines.forEach(this::lift);
        List<Machine> staying = settled.stream()
                .filter(machine -> stays(machine, placements.get(machine.name)))
                .toList();
        checkThatNobodyIsLeftWithoutNeed(recovery);
        staying.forEach(this::putBack);
        for (Machine machine : machines) {
            Placement placement = placements.get(machine.name);
            if (placement != null && !staying.contains(machine)) {
                place(machine, placement);
            }
        }
        for (String name : recovery.unplaced()) {
            leave(fleet, cluster.machine(name));
        }
        judge.changed();
        return staying.size() < settled.size();
    }

    private static boolean stays(Machine machine, @Nullable Placement placement) {
        return placement != null
                && machine.node.name.equals(placement.host())
                && Arrays.equals(
                        Fleets.split(machine.node, placement.functionsPerPort()),
                        Arrays.copyOf(machine.split, machine.node.ports()));
    }

    private void place(Machine machine, Placement placement) {
        Supplier<String> what = () -> machine + " on " + placement;
        Node node = cluster.node(placement.host())
                .filter(Node::takesMachines)
                .orElseThrow(() -> new Finding(UNSOUND, "placed where nobody may go: " + what.get()));
        int[] split = Fleets.split(node, placement.functionsPerPort());
        Finding.unless(cluster.possible(node, machine.tier, split) && sum(split) == machine.size, UNSOUND, what);
        machine.node = node;
        machine.split = split;
        machine.stranded = false;
        machine.lost = false;
        putBack(machine);
    }

    private static int sum(int[] split) {
        return Arrays.stream(split).sum();
    }

    private void leave(Fleet fleet, Machine machine) {
        if (cluster.nodes.contains(machine.node) && machine.node.down) {
            putBack(machine);
            machine.stranded = true;
        } else {
            fleet.release(machine.name);
            cluster.machines.remove(machine);
        }
    }

    /** Who has a place keeps one; those up to the first that is left out didn't fit beside them, wherever they are put. */
    private void checkThatNobodyIsLeftWithoutNeed(Recovery recovery) {
        if (recovery.unplaced().isEmpty()) {
            return;
        }
        List<Machine> fixed =
                settled.stream().filter(machine -> machine.node.cordoned).toList();
        List<Machine> together = new ArrayList<>(settled);
        together.removeAll(fixed);
        Set<String> placed = recovery.placements().keySet();
        int next = 0;
        while (placed.contains(homeless.get(next).name)) {
            next++;
        }
        together.addAll(homeless.subList(0, next + 1));
        fixed.forEach(this::putBack);
        if (judge.fit(together)) {
            tally.left++;
            Finding.unless(!kind.exact(), NEEDLESS, () -> "left without need: " + together.getLast());
        }
        fixed.forEach(this::lift);
    }
}

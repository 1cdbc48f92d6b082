package io.accelnet.plan.reserve.prove;

import static io.accelnet.plan.reserve.prove.Finding.Fault.MOVED;
import static io.accelnet.plan.reserve.prove.Finding.Fault.NEEDLESS;
import static io.accelnet.plan.reserve.prove.Finding.Fault.UNSOUND;
import static io.accelnet.plan.reserve.prove.Finding.Fault.UNTRUE;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.Placement;
import io.accelnet.plan.reserve.Recovery;
import io.accelnet.plan.reserve.Reserve;
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
    private final List<Vm> vms = new ArrayList<>();
    /** Of these, those that have a place on a node that is up. */
    private final List<Vm> settled = new ArrayList<>();

    private final List<Vm> unplaced = new ArrayList<>();

    Outage(Kind kind, Cluster cluster, Judge judge, Tally tally) {
        this.kind = kind;
        this.cluster = cluster;
        this.judge = judge;
        this.tally = tally;
        for (Vm vm : cluster.vms) {
            boolean up = cluster.nodes.contains(vm.node) && !vm.node.down;
            vm.displacedFrom = vm.displacedFrom.filter(from -> from.down && cluster.nodes.contains(from));
            if (vm.node.down && vm.displacedFrom.isEmpty()) {
                vm.displacedFrom = Optional.of(vm.node);
            }
            if (!up || vm.lost || vm.displacedFrom.isPresent()) {
                vms.add(vm);
                (up && sum(vm.split) == vm.size() ? settled : unplaced).add(vm);
            }
        }
    }

    boolean isEmpty() {
        return vms.isEmpty();
    }

    /**
     * Has them placed.
     *
     * @param preferred the host that a VM prefers, by the VM's place in the list
     * @param promised whether all must get their VFs
     * @return whether all have
     */
    boolean recover(Reserve reserve, List<Optional<String>> preferred, boolean promised) {
        List<Displaced> displaced = new ArrayList<>();
        for (int index = 0; index < vms.size(); index++) {
            Vm vm = vms.get(index);
            displaced.add(new Displaced(vm.name, vm.demand, preferred.get(index % preferred.size())));
        }
        tally.recoveries++;
        tally.displaced += displaced.size();
        Recovery recovery = reserve.recover(displaced);
        check(recovery);
        boolean beside = !settled.isEmpty() && besideTheOthers(recovery);
        checkHostsThatLeave(recovery);
        boolean moved = settle(reserve, recovery);
        if (moved && beside) {
            tally.replanned++;
            Finding.unless(!kind.exact(), MOVED, () -> "planned anew without need: " + recovery);
        }
        Finding.unless(
                !promised || recovery.unplaced().isEmpty(), UNSOUND, () -> "left without: " + recovery.unplaced());
        return recovery.unplaced().isEmpty();
    }

    List<Vm> vms() {
        return vms;
    }

    private void check(Recovery recovery) {
        Set<String> names = new HashSet<>();
        vms.forEach(vm -> names.add(vm.name));
        Set<String> placed = recovery.placements().keySet();
        Set<String> answered = new HashSet<>(placed);
        answered.addAll(recovery.unplaced());
        for (Vm vm : settled) {
            Finding.unless(placed.contains(vm.name), MOVED, () -> "lost its place: " + vm);
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
        unplaced.forEach(this::lift);
        boolean fit = judge.fit(
                unplaced.stream().filter(vm -> placed.contains(vm.name)).toList());
        unplaced.forEach(this::putBack);
        return fit;
    }

    /** Nobody gets VFs on a node that leaves if there is room for all on the others. */
    private void checkHostsThatLeave(Recovery recovery) {
        Map<String, Placement> placements = recovery.placements();
        boolean used = false;
        for (Vm vm : unplaced) {
            Placement placement = placements.get(vm.name);
            used |= placement != null
                    && cluster.node(placement.host()).map(node -> node.leaving).orElse(false);
        }
        if (used && kind.exact()) {
            unplaced.forEach(this::lift);
            boolean fit = judge.fitOnThoseThatStay(unplaced);
            unplaced.forEach(this::putBack);
            Finding.unless(!fit, UNTRUE, () -> "on a host that leaves without need: " + recovery);
        }
    }

    private void lift(Vm vm) {
        vm.node.use(vm.split, cluster.pairs[vm.tier()], -1);
    }

    private void putBack(Vm vm) {
        vm.node.use(vm.split, cluster.pairs[vm.tier()], 1);
    }

    /** Puts everybody where the engine says, everybody else being where they are. Says whether one moved that had a place. */
    private boolean settle(Reserve reserve, Recovery recovery) {
        Map<String, Placement> placements = recovery.placements();
        vms.forEach(this::lift);
        List<Vm> staying = settled.stream()
                .filter(vm -> stays(vm, placements.get(vm.name)))
                .toList();
        checkThatNobodyIsLeftWithoutNeed(recovery);
        staying.forEach(this::putBack);
        for (Vm vm : vms) {
            Placement placement = placements.get(vm.name);
            if (placement != null && !staying.contains(vm)) {
                place(vm, placement);
            }
        }
        for (String name : recovery.unplaced()) {
            leave(reserve, cluster.vm(name));
        }
        judge.changed();
        return staying.size() < settled.size();
    }

    private static boolean stays(Vm vm, @Nullable Placement placement) {
        return placement != null
                && vm.node.name.equals(placement.host())
                && Arrays.equals(
                        Fleets.split(vm.node, placement.functionsPerPort()), Arrays.copyOf(vm.split, vm.node.ports()));
    }

    private void place(Vm vm, Placement placement) {
        Supplier<String> what = () -> vm + " on " + placement;
        Node node = cluster.node(placement.host())
                .filter(Node::restartsVms)
                .orElseThrow(() -> new Finding(UNSOUND, "placed where nobody may go: " + what.get()));
        int[] split = Fleets.split(node, placement.functionsPerPort());
        Finding.unless(cluster.possible(node, vm.demand, split), UNSOUND, what);
        vm.node = node;
        vm.split = split;
        vm.stranded = false;
        vm.lost = false;
        putBack(vm);
    }

    private static int sum(int[] split) {
        return Arrays.stream(split).sum();
    }

    private void leave(Reserve reserve, Vm vm) {
        if (cluster.nodes.contains(vm.node) && vm.node.down) {
            putBack(vm);
            vm.stranded = true;
        } else {
            reserve.release(vm.name);
            cluster.vms.remove(vm);
        }
    }

    /** Who has a place keeps one; those up to the first that is left out didn't fit beside them, wherever they are put. */
    private void checkThatNobodyIsLeftWithoutNeed(Recovery recovery) {
        if (recovery.unplaced().isEmpty()) {
            return;
        }
        List<Vm> fixed = settled.stream().filter(vm -> vm.node.cordoned).toList();
        List<Vm> together = new ArrayList<>(settled);
        together.removeAll(fixed);
        Set<String> placed = recovery.placements().keySet();
        int next = 0;
        while (placed.contains(unplaced.get(next).name)) {
            next++;
        }
        together.addAll(unplaced.subList(0, next + 1));
        fixed.forEach(this::putBack);
        if (judge.fit(together)) {
            tally.left++;
            Finding.unless(!kind.exact(), NEEDLESS, () -> "left without need: " + together.getLast());
        }
        fixed.forEach(this::lift);
    }
}

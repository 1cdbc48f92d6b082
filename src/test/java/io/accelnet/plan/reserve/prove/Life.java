package io.accelnet.plan.reserve.prove;

import static io.accelnet.plan.reserve.prove.Finding.Fault.UNSOUND;
import static io.accelnet.plan.reserve.prove.Finding.Fault.UNTRUE;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.HostEvents;
import io.accelnet.plan.reserve.Reserve;
import io.accelnet.plan.reserve.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The random life of one small cluster: VMs come, go, change and move; nodes fail one after another or together, return,
 * come, leave, are cordoned and get other adapters; the percentage changes. A seed gives the same life every time.
 */
final class Life {

    private final Kind kind;
    private final SplittableRandom random;
    private final Tally tally;
    private final Optional<Consumer<String>> listener;
    private final Cluster cluster;
    private final Judge judge;
    private Mirror mirror;
    /** Whether the engine says that any further failures up to what is left are survived. */
    private boolean promised;

    private int named;

    Life(Kind kind, long seed, Tally tally) {
        this(kind, seed, tally, Optional.empty());
    }

    /** A life that begins, and tells each step to a listener. */
    Life(Kind kind, long seed, Tally tally, Consumer<String> listener) {
        this(kind, seed, tally, Optional.of(listener));
    }

    private Life(Kind kind, long seed, Tally tally, Optional<Consumer<String>> listener) {
        this.kind = kind;
        this.random = new SplittableRandom(seed);
        this.tally = tally;
        this.listener = listener;
        this.cluster = kind.cluster(random);
        this.judge = new Judge(kind, cluster, tally);
        if (chance(3)) {
            populate();
        }
        this.mirror = new Mirror(cluster);
        note(() -> "begins: " + cluster);
        look();
        if (kind.midsize()) {
            crowd();
        }
    }

    /**
     * Fills the cluster before the single steps begin. A look at the end is a look at all that was admitted: what survives
     * with more VMs survives with fewer.
     */
    private void crowd() {
        for (int refused = 0; refused < 5; ) {
            Demand demand = kind.demand(cluster, random);
            String name = "first" + named++;
            tally.decisions++;
            if (reserve().admit(name, demand, Optional.empty())
                    instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
                tally.admitted++;
                Node node = cluster.node(host).orElseThrow();
                cluster.add(new Vm(name, demand, node, given(node, demand, split)));
                promised = true;
            } else {
                refused++;
            }
        }
        if (promised) {
            judge.admitted();
        }
        note(() -> "crowded: " + cluster);
    }

    private Reserve reserve() {
        return mirror.reserve();
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void note(Supplier<String> what) {
        listener.ifPresent(told -> told.accept(what.get()));
    }

    /** VMs that are just there, some of them with VFs on adapters that are no supply. */
    private void populate() {
        for (int tries = random.nextInt(6); tries > 0; tries--) {
            Node node = any(cluster.nodes);
            Demand demand = kind.demand(cluster, random);
            List<int[]> ways = cluster.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = any(ways).clone();
                way[0] = chance(5) ? 0 : way[0];
                cluster.add(new Vm("old" + named++, demand, node, way));
            }
        }
    }

    void play() {
        tally.lives++;
        for (int steps = 20 + random.nextInt(40); steps > 0; steps--) {
            step();
        }
        tally.asked += judge.asked();
        note(() -> "ends: " + cluster);
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 66) {
            admit();
        } else if (dice < 78) {
            change();
        } else if (dice < 87) {
            remove();
        } else if (dice < 89) {
            move();
        } else {
            tally.upheavals++;
            upheaval(dice);
        }
        if (chance(8)) {
            judge.verdict(reserve().verdict());
        }
        if (chance(100)) {
            rebuildAndCompare();
        }
    }

    private void upheaval(int dice) {
        if (dice < 93) {
            fail();
            return;
        }
        String what = describedUpheaval(dice);
        tell();
        note(() -> what + ": " + cluster);
        recover(false);
        look();
    }

    /** Now and then to an engine that knows nothing yet. */
    private void tell() {
        judge.changed();
        if (chance(16)) {
            mirror = new Mirror(cluster);
        } else {
            mirror.tell();
        }
    }

    private String describedUpheaval(int dice) {
        return switch (dice) {
            case 93, 94 -> comeBack();
            case 95 -> {
                if (kind.mayGrow(cluster)) {
                    kind.join(cluster, "n" + named++ + "j", random);
                }
                yield "one joins";
            }
            case 96 -> {
                if (cluster.nodes.size() > 2) {
                    cluster.nodes.remove(random.nextInt(cluster.nodes.size()));
                }
                yield "one leaves";
            }
            case 97 -> refit();
            case 98 -> {
                Node node = any(cluster.nodes);
                if (kind.selective() && chance(3)) {
                    node.leaving = !node.leaving;
                } else {
                    node.cordoned = !node.cordoned;
                }
                yield "cordon or not, or leave or stay: " + node.name;
            }
            default -> {
                cluster.percentage = Kind.percentage(random);
                yield cluster.percentage + "%";
            }
        };
    }

    /** What the engine says for itself is a promise from now on. */
    private void look() {
        Verdict verdict = reserve().verdict();
        judge.verdict(verdict);
        promised = verdict instanceof Verdict.Holds;
    }

    private void admit() {
        Demand demand = kind.demand(cluster, random);
        Optional<String> pinned = chance(4) ? Optional.of(any(cluster.nodes).name) : Optional.empty();
        String name = "vm" + named++;
        tally.decisions++;
        Decision decision = reserve().admit(name, demand, pinned);
        note(() -> "admit " + name + " " + demand + " " + pinned + ": " + decision);
        if (decision instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
            tally.admitted++;
            Finding.unless(pinned.orElse(host).equals(host), UNTRUE, () -> "not on the host asked for");
            Node node = cluster.node(host)
                    .filter(Node::takesVms)
                    .orElseThrow(() -> new Finding(UNSOUND, "takes no VMs: " + host));
            int[] given = given(node, demand, split);
            cluster.add(new Vm(name, demand, node, given));
            judge.admitted();
            promised = true;
            if (chance(8)) {
                rehearse();
            }
        } else {
            judge.refused(decision, demand, pinned);
            if (kind.selective() && chance(6)) {
                new Advice(cluster, demand, pinned, kind.exact())
                        .check(reserve().explain(demand, pinned));
                tally.explained++;
            }
        }
    }

    /** What the engine gives, after a look at whether it is there. */
    private int[] given(Node node, Demand demand, Map<String, Integer> functions) {
        int[] split = Fleets.split(node, functions);
        Finding.unless(
                cluster.possible(node, demand, split), UNSOUND, () -> "no such room on " + node + ": " + functions);
        return split;
    }

    private void change() {
        List<Vm> settled = cluster.vms.stream().filter(vm -> !vm.stranded).toList();
        if (settled.isEmpty()) {
            return;
        }
        Vm vm = any(settled);
        Demand demand = kind.demand(cluster, random);
        boolean less = demand.within(vm.demand);
        tally.decisions++;
        Decision decision = reserve().change(vm.name, demand);
        note(() -> "change " + vm + " to " + demand + ": " + decision);
        if (decision instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
            tally.admitted++;
            Finding.unless(host.equals(vm.node.name), UNSOUND, () -> "changed on another host");
            if (less) {
                reduce(vm, demand, split);
            } else {
                cluster.remove(vm);
                vm.split = given(vm.node, demand, split);
                vm.demand = demand;
                cluster.add(vm);
                judge.admitted();
                promised = true;
            }
        } else {
            Finding.unless(!less, UNTRUE, () -> "less is always granted");
            judge.unchanged(decision, vm, demand);
        }
    }

    private void reduce(Vm vm, Demand demand, Map<String, Integer> functions) {
        int[] split = Fleets.split(vm.node, functions);
        int[] had = new int[cluster.pools];
        int[] has = new int[cluster.pools];
        for (int port = 0; port < split.length; port++) {
            Finding.unless(split[port] <= vm.split[port], UNSOUND, () -> "less is part of what there was");
            had[vm.node.pool[port]] += vm.split[port];
            has[vm.node.pool[port]] += split[port];
        }
        for (int pool = 0; pool < cluster.pools; pool++) {
            Finding.unless(
                    has[pool] == Math.min(had[pool], demand.ofPool(pool)), UNSOUND, () -> "less, but not so much");
        }
        cluster.change(vm, demand, split);
        judge.changed();
    }

    private void remove() {
        if (!cluster.vms.isEmpty()) {
            Vm vm = any(cluster.vms);
            note(() -> "remove " + vm);
            reserve().release(vm.name);
            cluster.remove(vm);
            judge.changed();
        }
    }

    /** A VM reports another node, where it gets what is there, whatever becomes of the reserve. */
    private void move() {
        List<Vm> settled =
                cluster.vms.stream().filter(vm -> !vm.stranded && !vm.node.down).toList();
        if (settled.isEmpty()) {
            return;
        }
        Vm vm = any(settled);
        Node node = any(cluster.nodes);
        Optional<Map<String, Integer>> room = reserve().roomOn(node.name, vm.demand);
        boolean physical = node.restartsVms() && node.hasRoom(vm.demand, cluster.pairs[vm.tier()]);
        Finding.unless(room.isPresent() == physical, UNTRUE, () -> "room on " + node + ": " + room);
        if (room.isPresent()) {
            note(() -> "move " + vm + " to " + node.name + room);
            int[] split = given(node, vm.demand, room.get());
            reserve().release(vm.name);
            reserve().hold(vm.name, node.name, vm.demand, room.get());
            cluster.move(vm, node, split);
            vm.displacedFrom = Optional.empty();
            vm.lost = false;
            judge.changed();
            look();
        }
    }

    private void fail() {
        List<Node> up = cluster.nodes.stream().filter(node -> !node.down).toList();
        int left = Math.min(up.size() - 1, cluster.failures() - cluster.down());
        int most = chance(8) ? up.size() - 1 : left;
        if (most < 1) {
            return;
        }
        for (int count = 1 + random.nextInt(most); count > 0; count--) {
            any(up).down = true;
        }
        tell();
        note(() -> "fail: " + cluster);
        recover(promised && cluster.down() <= cluster.failures());
    }

    private String comeBack() {
        boolean all = chance(2);
        for (Node node : cluster.nodes) {
            if (node.down && (all || chance(2))) {
                node.down = false;
                for (Vm vm : cluster.vms) {
                    vm.stranded &= vm.node != node;
                }
            }
        }
        return "come back";
    }

    private String refit() {
        Node node = any(cluster.nodes);
        int[] pools = node.pool;
        kind.fit(cluster, node, random);
        List<Vm> refitted = new ArrayList<>();
        for (Vm vm : cluster.vms) {
            if (vm.node == node && hasLost(vm, pools)) {
                refitted.add(vm);
            }
        }
        mirror.tell();
        refitted.forEach(mirror::tell);
        return "other adapters on " + node.name;
    }

    /** Forgets what a VM had on adapters that its node no longer has, or that are of another pool; says whether to tell. */
    private boolean hasLost(Vm vm, int[] poolsBefore) {
        int ports = vm.node.ports();
        boolean other = vm.split.length != ports;
        int[] split = Arrays.copyOf(vm.split, ports);
        for (int port = 0; port < vm.split.length; port++) {
            boolean gone = port >= ports || (port < poolsBefore.length && poolsBefore[port] != vm.node.pool[port]);
            if (gone && vm.split[port] > 0) {
                vm.lost = true;
                if (port < ports) {
                    split[port] = 0;
                }
                other = true;
            }
        }
        if (other) {
            cluster.move(vm, vm.node, split);
        }
        return other;
    }

    private void recover(boolean must) {
        Outage outage = new Outage(kind, cluster, judge, tally);
        if (!outage.isEmpty()) {
            List<Optional<String>> preferred = new ArrayList<>();
            for (int number = 0; number < 5; number++) {
                preferred.add(chance(3) ? Optional.of(any(cluster.nodes).name) : Optional.empty());
            }
            boolean all = outage.recover(reserve(), preferred, must);
            promised &= all;
            note(() -> "recovered: " + cluster);
        }
    }

    /** Lets a random tolerated set fail, just to see that everybody is placed. */
    private void rehearse() {
        List<Node> up = cluster.nodes.stream().filter(node -> !node.down).toList();
        int left = Math.min(up.size(), cluster.failures() - cluster.down());
        if (left < 1) {
            return;
        }
        List<Node> failed = new ArrayList<>();
        for (int count = chance(2) ? left : 1 + random.nextInt(left); count > 0; count--) {
            failed.add(any(up));
        }
        Cluster copy = cluster.copy();
        failed.forEach(node -> copy.node(node.name).orElseThrow().down = true);
        Judge other = new Judge(kind, copy, new Tally());
        Outage outage = new Outage(kind, copy, other, tally);
        if (!outage.isEmpty()) {
            note(() -> "rehearsed without "
                    + failed.stream().map(node -> node.name).toList());
            outage.recover(Fleets.of(copy), List.of(Optional.empty()), true);
        }
    }

    /** What the engine knows from step to step is what it knows when it is told afresh. */
    private void rebuildAndCompare() {
        Reserve fresh = Fleets.of(cluster);
        Finding.unless(fresh.verdict().equals(reserve().verdict()), UNTRUE, () -> "rebuilt it says " + fresh.verdict());
        if (chance(2) && reserve() instanceof Fleet fleet) {
            HostEvents.dropDerived(fleet);
        }
        Finding.unless(
                fresh.sums().equals(reserve().sums()),
                UNTRUE,
                () -> "it says " + reserve().sums() + ", rebuilt " + fresh.sums());
        judge.sums(reserve().sums());
    }
}

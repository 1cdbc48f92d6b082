package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One random history of one small cluster: admissions, removals, changes, failures, recoveries, returns. */
final class History {

    private final Regime regime;
    private final Random random;
    private final OracleTest.Tally tally;
    private final World world;
    private final Oracle oracle;
    private Fleet fleet;
    private final List<String> trace = new ArrayList<>();
    /** VMs displaced in this outage. */
    private final Set<String> replannable = new HashSet<>();
    /** VMs that a recovery left without VFs. */
    private final Set<String> stranded = new HashSet<>();
    /** Whether any further failures up to what is left must be survived. */
    private boolean promised;

    private int named;

    History(Regime regime, Random random, OracleTest.Tally tally) {
        this.regime = regime;
        this.random = random;
        this.tally = tally;
        this.world = regime.world(random);
        this.oracle = new Oracle(world);
        if (random.nextInt(3) == 0) {
            populate();
        }
        this.fleet = world.fleet();
        this.promised = oracle.standingSurvives();
    }

    /** VMs that are just there, some of them with VFs on adapters that are no supply. */
    private void populate() {
        for (int tries = random.nextInt(6); tries > 0; tries--) {
            World.Node node = world.nodes.get(random.nextInt(world.nodes.size()));
            Demand demand = regime.demand(world, random);
            List<int[]> ways = oracle.ways(node, demand);
            if (!ways.isEmpty()) {
                int[] way = ways.get(random.nextInt(ways.size())).clone();
                if (random.nextInt(5) == 0) {
                    way[0] = 0;
                }
                String name = "old" + named++;
                world.machines.put(name, new World.Machine(name, demand, node, way));
            }
        }
    }

    void play() {
        try {
            for (int steps = 12 + random.nextInt(12); steps > 0; steps--) {
                step();
                checkVerdict();
            }
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(String.join("\n", trace) + "\nnow " + world, failure);
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 64) {
            admit();
        } else if (dice < 76) {
            change();
        } else if (dice < 84) {
            remove();
        } else if (dice < 95) {
            fail();
        } else {
            returnAll();
        }
    }

    private void admit() {
        String name = "vm" + named++;
        Demand demand = regime.demand(world, random);
        Optional<String> pinned = random.nextInt(4) == 0
                ? Optional.of(world.nodes.get(random.nextInt(world.nodes.size())).name)
                : Optional.empty();
        tally.decisions++;
        Decision decision = fleet.admit(name, demand, pinned);
        trace.add("admit " + name + " " + demand + " " + pinned + ": " + decision);
        if (decision instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
            tally.admitted++;
            assertThat(pinned.orElse(host)).isEqualTo(host);
            assertThat(world.node(host).down || world.node(host).cordoned).isFalse();
            assertThat(stranded).isEmpty();
            place(name, demand, host, split);
            assertThat(world.down()).isLessThanOrEqualTo(world.failures);
            assertThat(oracle.everythingSurvives()).as("survivable").isTrue();
            promised = true;
            rehearse();
            return;
        }
        if (mayAdmit() && couldHave(name, demand, pinned)) {
            needless(decision);
        }
    }

    private void needless(Decision decision) {
        tally.needless++;
        tally.unproven += decision instanceof Decision.Unproven ? 1 : 0;
        if (regime.exact) {
            throw new AssertionError("needless: " + decision);
        }
    }

    /** Puts a VM into the world as the engine says, after a look at whether that is possible at all. */
    private void place(String name, Demand demand, String host, Map<String, Integer> split) {
        World.Node node = world.node(host);
        int[] counts = new int[node.functions.length];
        split.forEach((port, count) -> counts[node.port(port)] = count);
        assertThat(oracle.ways(node, demand))
                .as("physically possible")
                .anyMatch(way -> java.util.Arrays.equals(way, counts));
        world.put(name, demand, host, split);
    }

    private boolean mayAdmit() {
        return world.down() <= world.failures && stranded.isEmpty() && oracle.standingSurvives();
    }

    private boolean couldHave(String name, Demand demand, Optional<String> pinned) {
        for (World.Node node : world.nodes) {
            if (node.down || node.cordoned || !pinned.orElse(node.name).equals(node.name)) {
                continue;
            }
            if (couldHave(name, demand, node)) {
                return true;
            }
        }
        return false;
    }

    private boolean couldHave(String name, Demand demand, World.Node node) {
        for (int[] way : oracle.ways(node, demand)) {
            world.machines.put(name, new World.Machine(name, demand, node, way));
            boolean survives = oracle.everythingSurvives();
            world.machines.remove(name);
            if (survives) {
                return true;
            }
        }
        return false;
    }

    private void change() {
        List<World.Machine> settled = world.machines.values().stream()
                .filter(machine -> !stranded.contains(machine.name()))
                .toList();
        if (settled.isEmpty()) {
            return;
        }
        World.Machine old = settled.get(random.nextInt(settled.size()));
        Demand demand = regime.demand(world, random);
        tally.decisions++;
        Decision decision = fleet.change(old.name(), demand);
        trace.add("change " + old.name() + " " + old.demand() + " to " + demand + ": " + decision);
        boolean less = demand.tier() <= old.demand().tier()
                && demand.virtualFunctions() <= old.demand().virtualFunctions();
        if (decision instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
            tally.admitted++;
            assertThat(host).isEqualTo(old.node().name);
            if (less) {
                world.put(old.name(), demand, host, split);
            } else {
                world.machines.replace(old.name(), old.nowhere());
                place(old.name(), demand, host, split);
                assertThat(oracle.everythingSurvives()).as("survivable").isTrue();
                promised = true;
            }
            rehearse();
            return;
        }
        assertThat(less).as("less is always granted").isFalse();
        if (mayAdmit()) {
            world.machines.remove(old.name());
            boolean could = couldHave(old.name(), demand, old.node());
            Map<String, World.Machine> others = Map.copyOf(world.machines);
            world.machines.clear();
            world.machines.put(old.name(), old);
            world.machines.putAll(others);
            if (could) {
                needless(decision);
            }
        }
    }

    private void remove() {
        List<String> names = List.copyOf(world.machines.keySet());
        if (!names.isEmpty()) {
            String name = names.get(random.nextInt(names.size()));
            trace.add("remove " + name);
            fleet.release(name);
            world.machines.remove(name);
            replannable.remove(name);
            stranded.remove(name);
        }
    }

    private void fail() {
        List<World.Node> up = world.nodes.stream().filter(node -> !node.down).toList();
        int most = random.nextInt(8) == 0 ? up.size() - 1 : Math.min(up.size() - 1, world.failures - world.down());
        if (most < 1) {
            return;
        }
        for (int count = 1 + random.nextInt(most); count > 0; count--) {
            up.get(random.nextInt(up.size())).down = true;
        }
        recover();
    }

    private void recover() {
        List<Displaced> displaced = new ArrayList<>();
        for (World.Machine machine : world.machines.values()) {
            if (machine.node().down || replannable.contains(machine.name())) {
                Optional<String> preferred = random.nextInt(3) == 0
                        ? Optional.of(world.nodes.get(random.nextInt(world.nodes.size())).name)
                        : Optional.empty();
                displaced.add(new Displaced(machine.name(), machine.demand(), preferred));
            }
        }
        boolean must = promised && world.down() <= world.failures;
        fleet = world.fleet();
        Recovery recovery = fleet.recover(displaced);
        tally.recoveries++;
        trace.add("down "
                + world.nodes.stream()
                        .filter(node -> node.down)
                        .map(node -> node.name)
                        .toList() + " recover "
                + displaced.stream().map(Displaced::vm).toList() + ": " + recovery);
        assertThat(recovery.placed().size() + recovery.unplaced().size()).isEqualTo(displaced.size());
        if (must) {
            assertThat(recovery.unplaced()).as("left without").isEmpty();
        }
        apply(displaced, recovery);
        promised &= recovery.unplaced().isEmpty();
    }

    private void apply(List<Displaced> displaced, Recovery recovery) {
        Map<String, World.Machine> before = Map.copyOf(world.machines);
        for (Displaced machine : displaced) {
            world.machines.replace(machine.vm(), world.machine(machine.vm()).nowhere());
        }
        stranded.clear();
        for (Displaced machine : displaced) {
            Placement placement = recovery.placed().get(machine.vm());
            if (placement != null) {
                World.Node node = world.node(placement.host());
                World.Machine old = Objects.requireNonNull(before.get(machine.vm()));
                boolean stays = old.node() == node;
                assertThat(node.down || (node.cordoned && !stays))
                        .as("takes VMs")
                        .isFalse();
                place(machine.vm(), machine.demand(), placement.host(), placement.functionsPerPort());
                replannable.add(machine.vm());
            }
        }
        for (Displaced machine : displaced) {
            if (!recovery.placed().containsKey(machine.vm())) {
                World.Machine old = Objects.requireNonNull(before.get(machine.vm()));
                if (old.node().down) {
                    world.machines.replace(machine.vm(), old);
                    stranded.add(machine.vm());
                } else {
                    world.machines.remove(machine.vm());
                    fleet.release(machine.vm());
                    replannable.remove(machine.vm());
                }
            }
        }
    }

    private void returnAll() {
        if (world.down() == 0) {
            return;
        }
        trace.add("all return");
        world.nodes.forEach(node -> node.down = false);
        replannable.clear();
        stranded.clear();
        fleet = world.fleet();
        promised = oracle.standingSurvives();
    }

    /** Lets a random tolerated set fail, just to see that everybody is placed. */
    private void rehearse() {
        if (!promised) {
            return;
        }
        List<World.Node> up = world.nodes.stream().filter(node -> !node.down).toList();
        int left = Math.min(up.size(), world.failures - world.down());
        if (left < 1) {
            return;
        }
        List<World.Node> failed = new ArrayList<>();
        for (int count = random.nextBoolean() ? left : 1 + random.nextInt(left); count > 0; count--) {
            failed.add(up.get(random.nextInt(up.size())));
        }
        failed.forEach(node -> node.down = true);
        List<Displaced> displaced = world.machines.values().stream()
                .filter(machine -> machine.node().down || replannable.contains(machine.name()))
                .map(machine -> new Displaced(machine.name(), machine.demand(), Optional.empty()))
                .toList();
        Recovery recovery = world.fleet().recover(displaced);
        tally.recoveries++;
        failed.forEach(node -> node.down = false);
        assertThat(recovery.unplaced())
                .as("left without by " + failed.stream().map(node -> node.name).toList())
                .isEmpty();
    }

    private void checkVerdict() {
        switch (fleet.verdict()) {
            case Verdict.Holds holds -> {
                assertThat(oracle.standingSurvives()).as("%s", holds).isTrue();
                // Where the conditions are exact nothing else is needed.
                assertThat(regime.exact && holds.certificate().contains("every set"))
                        .isFalse();
            }
            case Verdict.Violated violated -> {
                assertThat(violated.withoutFunctions()).containsExactlyInAnyOrderElementsOf(stranded);
                if (violated.shortage().isPresent()) {
                    assertThat(oracle.standingSurvives()).as("%s", violated).isFalse();
                }
            }
            case Verdict.Unproven unproven ->
                assertThat(regime.exact).as("%s", unproven).isFalse();
        }
    }
}

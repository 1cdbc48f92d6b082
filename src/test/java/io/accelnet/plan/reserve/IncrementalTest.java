package io.accelnet.plan.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A fleet that has lived through anything answers like one that was just made of the same hosts and VMs. A failure names the
 * seed; {@code -Dreserve.seed=...} repeats it.
 */
class IncrementalTest {

    private static final long SEED = Long.getLong("reserve.seed", System.nanoTime());
    private static final int LIVES = Integer.getInteger("reserve.lives", 40);
    private static final int EVENTS = 40;

    @Test
    void answersDependOnWhatIsHeldAndNotOnHowItCameToBe() {
        for (int life = 0; life < LIVES; life++) {
            Life lived = new Life(new Random(SEED + life));
            for (int event = 0; event < EVENTS; event++) {
                lived.next();
                assertThat(lived.answers(lived.fleet))
                        .as("-Dreserve.seed=%d -Dreserve.lives=1, event %d", SEED + life, event)
                        .isEqualTo(lived.answers(lived.anew()));
            }
        }
    }

    private record Held(Demand demand, String host, Map<String, Integer> split) {}

    private static final class Life {
        private final Random random;
        private final Tiers tiers;
        private final boolean queuePairs;
        private final SortedMap<String, Host> hosts = new TreeMap<>();
        private final SortedMap<String, Held> held = new TreeMap<>();
        private final Fleet fleet;
        private int failures;
        private int named;

        Life(Random random) {
            this.random = random;
            this.tiers = new Tiers(random.nextBoolean() ? List.of(1) : List.of(1, 2, 4));
            this.queuePairs = random.nextBoolean();
            this.failures = random.nextInt(3);
            for (int index = 0; index < 2 + random.nextInt(4); index++) {
                Host host = host("host" + random.nextInt(100));
                hosts.put(host.name(), host);
            }
            this.fleet = Fleet.of(tiers, failures, hosts.values());
        }

        Fleet anew() {
            Fleet anew = Fleet.of(tiers, failures, hosts.values());
            held.forEach((vm, what) -> anew.hold(vm, what.host(), what.demand(), what.split()));
            return anew;
        }

        void next() {
            switch (random.nextInt(13)) {
                case 0 -> put(host("host" + random.nextInt(100)));
                case 1 ->
                    pickHost().ifPresent(host -> {
                        hosts.remove(host.name());
                        fleet.remove(host.name());
                    });
                case 2 -> pickHost().ifPresent(host -> put(with(host, !host.down(), host.cordoned())));
                case 3 -> pickHost().ifPresent(host -> put(with(host, host.down(), !host.cordoned())));
                case 4 -> pickHost().ifPresent(host -> put(host(host.name())));
                case 5 -> {
                    failures = random.nextInt(3);
                    fleet.tolerate(failures);
                }
                case 6 ->
                    pickVm().ifPresent(vm -> {
                        held.remove(vm);
                        fleet.release(vm);
                    });
                case 7 -> pickVm().ifPresent(this::change);
                case 8 -> fleet.dropDerived();
                case 9 -> forceSomebodyIn();
                case 10 -> pickHost().ifPresent(this::fail);
                default -> admit();
            }
        }

        /** The host's VMs are placed anew, like those that were displaced before. */
        private void fail(Host host) {
            put(with(host, true, host.cordoned()));
            List<Displaced> displaced = held.entrySet().stream()
                    .filter(entry -> Optional.ofNullable(
                                    hosts.get(entry.getValue().host()))
                            .filter(on -> !on.down())
                            .isEmpty())
                    .map(entry -> new Displaced(
                            entry.getKey(),
                            entry.getValue().demand(),
                            pickHost().map(Host::name)))
                    .toList();
            Recovery expected = anew().recover(displaced);
            assertThat(fleet.recover(displaced)).isEqualTo(expected);
            expected.placements()
                    .forEach((vm, placement) -> held.computeIfPresent(
                            vm, (name, old) -> new Held(old.demand(), placement.host(), placement.functionsPerPort())));
            for (String vm : expected.unplaced()) {
                held.remove(vm);
                fleet.release(vm);
            }
        }

        private void put(Host host) {
            hosts.put(host.name(), host);
            fleet.put(host);
        }

        private static Host with(Host host, boolean down, boolean cordoned) {
            return new Host(host.name(), down, cordoned, host.ports());
        }

        private Host host(String name) {
            List<Port> ports = new ArrayList<>();
            for (int index = 0; index < 1 + random.nextInt(3); index++) {
                int pairs = queuePairs && random.nextBoolean() ? random.nextInt(12) : Port.UNBOUNDED;
                ports.add(
                        new Port("port" + random.nextInt(9) + index, random.nextInt(7), pairs, 1 << random.nextInt(3)));
            }
            return new Host(name, false, random.nextInt(8) == 0, ports);
        }

        private Optional<Host> pickHost() {
            return hosts.values().stream()
                    .skip(random.nextInt(hosts.size() + 1))
                    .findFirst();
        }

        private Optional<String> pickVm() {
            return held.keySet().stream().skip(random.nextInt(held.size() + 1)).findFirst();
        }

        private Demand demand() {
            return new Demand(1 + random.nextInt(random.nextInt(5) + 1), random.nextInt(tiers.count()));
        }

        private void admit() {
            String vm = "vm" + named++;
            Demand demand = demand();
            Optional<String> pinned = random.nextInt(4) == 0 ? pickHost().map(Host::name) : Optional.empty();
            if (fleet.admit(vm, demand, pinned) instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
                held.put(vm, new Held(demand, host, split));
            }
        }

        /** Where there is room, whatever the reserve says. */
        private void forceSomebodyIn() {
            Demand demand = demand();
            pickHost()
                    .ifPresent(host -> fleet.roomOn(host.name(), demand).ifPresent(split -> {
                        String vm = "vm" + named++;
                        fleet.hold(vm, host.name(), demand, split);
                        held.put(vm, new Held(demand, host.name(), split));
                    }));
        }

        private void change(String vm) {
            Demand demand = demand();
            if (fleet.change(vm, demand) instanceof Decision.Admitted(String host, Map<String, Integer> split)) {
                held.put(vm, new Held(demand, host, split));
            }
        }

        List<Object> answers(Fleet asked) {
            List<Object> answers = new ArrayList<>(List.of(asked.verdict(), asked.sums()));
            for (int tier = 0; tier < tiers.count(); tier++) {
                for (int functions = 1; functions < 4; functions++) {
                    Demand demand = new Demand(functions, tier);
                    answers.add(asked.explain(demand, Optional.empty()));
                    answers.add(asked.admit("asking", demand, Optional.empty()));
                    asked.release("asking");
                }
            }
            return answers;
        }
    }
}

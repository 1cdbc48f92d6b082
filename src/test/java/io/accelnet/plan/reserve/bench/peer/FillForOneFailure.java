package io.accelnet.plan.reserve.bench.peer;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.NamelessEngine;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.bench.Engine;
import io.accelnet.plan.reserve.bench.OwnTime;
import io.accelnet.plan.reserve.bench.Stopwatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How many VMs of one VF fit on nodes of fifteen each, such that any one node may fail? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
public class FillForOneFailure {

    private static final int ROOM = 15;
    private static final Demand ONE = new Demand(1, 0);

    @Param("40")
    int hosts;

    private List<Host> members;
    private List<String> names;
    private Path tight;
    private Path roomy;

    /** JMH adds them to the results. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Found {
        public int instances;
    }

    @Setup
    public void describe() {
        members = IntStream.range(0, hosts)
                .mapToObj(node -> Host.up("node-" + node, new Port("p", ROOM, Port.UNBOUNDED, 1)))
                .toList();
        names = IntStream.rangeClosed(0, hosts * ROOM)
                .mapToObj(vm -> "vm-" + vm)
                .toList();
        tight = Hspace.describe(hosts, ROOM, 1);
        roomy = Hspace.describe(hosts, ROOM, Hspace.UNIT);
    }

    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public void hspace(Found found, OwnTime time) {
        ask(tight, found, time);
    }

    /** The same number of instances on nodes of 16 GiB, one of which stays free. It takes hspace far longer. */
    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public void hspaceRoomy(Found found, OwnTime time) {
        ask(roomy, found, time);
    }

    private static void ask(Path description, Found found, OwnTime time) {
        Hspace.Answer answer = Hspace.ask(description);
        found.instances += answer.instances();
        time.ownNanos += answer.ownTime().toNanos();
        time.operations++;
    }

    @Benchmark
    @Warmup(iterations = 200)
    @Measurement(iterations = 50)
    public void fleet(Found found, OwnTime time) {
        found.instances += Stopwatch.time(time, this::fill);
    }

    private int fill() {
        Fleet fleet = Fleet.of(new Tiers(List.of(1)), 1, members);
        int vm = 0;
        while (fleet.admit(names.get(vm), ONE, Optional.empty()) instanceof Decision.Admitted) {
            vm++;
        }
        return vm;
    }

    @Benchmark
    @Warmup(iterations = 200)
    @Measurement(iterations = 50)
    public void engine(Found found, OwnTime time) {
        found.instances += Stopwatch.time(time, this::fillNameless);
    }

    private int fillNameless() {
        Engine engine = NamelessEngine.empty(new Tiers(List.of(1)), 1, members, hosts * ROOM);
        int vm = 0;
        while (engine.admit(vm, ONE)) {
            vm++;
        }
        return vm;
    }
}

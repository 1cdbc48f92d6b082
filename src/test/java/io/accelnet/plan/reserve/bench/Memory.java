package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.NamelessEngine;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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

/** What an engine keeps on the heap, beyond names and numbers that its caller has anyway. The time means nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx4g", "-XX:+UseCompactObjectHeaders"})
public class Memory {

    private static final int COLLECTIONS = 3;

    @Param({"50", "500", "5000", "20000"})
    int nodes;

    @Param
    Kind kind;

    private Scenario scenario;
    private List<Host> hosts;

    /** JMH adds them to the results. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Heap {
        public long bytes;
        public long operations;
    }

    @Setup
    public void list() {
        scenario = Scenario.of(kind, nodes);
        hosts = scenario.hosts(host -> false);
    }

    @Benchmark
    public Object engine(Heap heap) {
        return measure(heap, () -> {
            NamelessEngine engine = NamelessEngine.of(scenario, hosts, 0);
            engine.survives();
            return engine;
        });
    }

    @Benchmark
    public Object fleet(Heap heap) {
        return measure(heap, () -> {
            Fleet fleet = scenario.fleet(hosts);
            fleet.verdict();
            return fleet;
        });
    }

    private static Object measure(Heap heap, Supplier<Object> maker) {
        long before = used();
        Object made = maker.get();
        heap.bytes += used() - before;
        heap.operations++;
        return made;
    }

    private static long used() {
        for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.NamelessEngine;
import io.accelnet.plan.reserve.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** From a list of who has what to an engine that can decide, as after a restart. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class Rebuild {

    @Param({"50", "500", "5000", "20000"})
    int nodes;

    @Param
    Kind kind;

    private Scenario scenario;
    private List<Host> hosts;

    @Setup
    public void list() {
        scenario = Scenario.of(kind, nodes);
        hosts = scenario.hosts(host -> false);
    }

    @Benchmark
    public boolean engine(OwnTime time) {
        return Stopwatch.time(time, () -> NamelessEngine.of(scenario, hosts, 0).survives());
    }

    @Benchmark
    public Verdict fleet(OwnTime time) {
        return Stopwatch.time(time, () -> scenario.fleet(hosts).verdict());
    }
}

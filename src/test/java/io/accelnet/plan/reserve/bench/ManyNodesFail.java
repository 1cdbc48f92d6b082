package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Recovery;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** As many hosts fail at once as may, those with most VMs: where do all their VMs go? */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 8)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class ManyNodesFail {

    @Param({"50", "500", "5000", "20000"})
    int nodes;

    @Param
    Kind kind;

    private Outage outage;
    private Fleet fleet;
    private Recovery recovery = new Recovery(List.of(), List.of());

    @Setup
    public void fill() {
        Scenario scenario = Scenario.of(kind, nodes);
        outage = new Outage(scenario, scenario::amongTheWorst);
        fleet = scenario.fleet(host -> false);
        fleet.verdict();
    }

    @Benchmark
    public Recovery fleet(OwnTime time) {
        recovery = Stopwatch.time(time, () -> outage.strike(fleet));
        return recovery;
    }

    @TearDown(Level.Invocation)
    public void check() {
        outage.check(recovery);
        outage.undo(fleet);
        fleet.verdict();
    }
}

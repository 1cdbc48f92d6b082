package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.HostEvents;
import io.accelnet.plan.reserve.Verdict;
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

/** The question whether the reserve holds, answered from what every VM holds, with nothing kept from before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class FromScratch {

    @Param({"50", "500", "5000", "20000"})
    int nodes;

    @Param
    Kind kind;

    private Fleet fleet;

    @Setup
    public void fill() {
        fleet = Scenario.of(kind, nodes).fleet(host -> false);
    }

    @Benchmark
    public Verdict certificate(OwnTimeOfMany time) {
        time.operations++;
        HostEvents.dropDerived(fleet);
        return fleet.verdict();
    }
}

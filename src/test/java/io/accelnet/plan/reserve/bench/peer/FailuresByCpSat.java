package io.accelnet.plan.reserve.bench.peer;

import io.accelnet.plan.reserve.bench.Kind;
import io.accelnet.plan.reserve.bench.OwnTime;
import io.accelnet.plan.reserve.bench.Scenario;
import io.accelnet.plan.reserve.bench.Stopwatch;
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

/** The same failures as the fleet's, given to CP-SAT. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx4g", "--enable-native-access=ALL-UNNAMED"})
public class FailuresByCpSat {

    @Param({"50", "500"})
    int nodes;

    @Param
    Kind kind;

    private Scenario scenario;

    @Setup
    public void list() {
        scenario = Scenario.of(kind, nodes);
    }

    /** Room for everybody, when as many fail as may. */
    @Benchmark
    public boolean manyNodesFail(OwnTime time) {
        return Stopwatch.time(time, this::solve);
    }

    private boolean solve() {
        Scenario.Rest rest = scenario.rest(scenario::amongTheWorst);
        if (!new CpSat(rest.hosts()).fits(rest.displaced())) {
            throw new IllegalStateException("not all have a place");
        }
        return true;
    }
}

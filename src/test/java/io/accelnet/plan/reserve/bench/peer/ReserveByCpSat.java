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

/** The reserve for a single failure, asked of CP-SAT: a packing for each host that may fail. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx4g", "--enable-native-access=ALL-UNNAMED"})
public class ReserveByCpSat {

    @Param("50")
    int hosts;

    @Param
    Kind kind;

    private Scenario scenario;

    @Setup
    public void list() {
        scenario = Scenario.of(kind, hosts);
    }

    @Benchmark
    public boolean anyOneNodeFails(OwnTime time) {
        return Stopwatch.time(time, this::solveAll);
    }

    private boolean solveAll() {
        for (int failed = 0; failed < hosts; failed++) {
            int down = failed;
            Scenario.Rest rest = scenario.rest(host -> host == down);
            if (!new CpSat(rest.hosts()).fits(rest.displaced())) {
                throw new IllegalStateException("no room without host " + down);
            }
        }
        return true;
    }
}

package io.accelnet.plan.reserve.bench;

import io.accelnet.plan.reserve.NamelessEngine;
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

/** One VM goes, another comes: the everyday decision. */
@State(Scope.Thread)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class AdmitAndRemove {

    @Param({"50", "500", "5000", "20000"})
    int nodes;

    @Param
    Kind kind;

    private Scenario scenario;

    @Setup
    public void list() {
        scenario = Scenario.of(kind, nodes);
    }

    /** The decision alone. */
    @State(Scope.Thread)
    public static class Nameless {
        private Turnover turnover;

        @Setup
        public void fill(AdmitAndRemove cluster) {
            Scenario scenario = cluster.scenario;
            turnover = new Turnover(
                    scenario,
                    NamelessEngine.of(scenario, scenario.hosts(host -> false), Turnover.newVms(cluster.nodes)));
        }
    }

    /** By name, with an answer in words, as the planner asks for it. */
    @State(Scope.Thread)
    public static class Named {
        private Turnover turnover;

        @Setup
        public void fill(AdmitAndRemove cluster) {
            Scenario scenario = cluster.scenario;
            turnover = new Turnover(
                    scenario, new FleetEngine(scenario.fleet(host -> false), Turnover.newVms(cluster.nodes)));
        }
    }

    @Benchmark
    public void engine(Nameless cluster, OwnTimeOfMany time) {
        cluster.turnover.pair();
        time.operations++;
    }

    @Benchmark
    public void fleet(Named cluster, OwnTimeOfMany time) {
        cluster.turnover.pair();
        time.operations++;
    }
}

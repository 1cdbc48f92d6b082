package io.accelnet.plan.reserve.bench;

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

/** The same turnover, placed by looking at the nodes, with no thought of failures. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class NodeScan {

    @Param({"50", "500", "5000", "20000"})
    int nodes;

    @Param
    Kind kind;

    private Turnover allNodes;
    private Turnover usualShare;

    @Setup
    public void fill() {
        Scenario scenario = Scenario.of(kind, nodes);
        int newVms = Turnover.newVms(nodes);
        allNodes = new Turnover(scenario, ScanningEngine.ofAllNodes(scenario, newVms));
        usualShare = new Turnover(scenario, ScanningEngine.ofUsualShare(scenario, newVms));
    }

    @Benchmark
    public void allNodes(OwnTimeOfMany time) {
        allNodes.pair();
        time.operations++;
    }

    /** kube-scheduler's percentageOfNodesToScore, as it is if nobody sets it. */
    @Benchmark
    public void usualShare(OwnTimeOfMany time) {
        usualShare.pair();
        time.operations++;
    }
}

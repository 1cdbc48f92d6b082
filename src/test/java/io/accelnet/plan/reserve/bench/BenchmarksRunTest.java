package io.accelnet.plan.reserve.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.bench.peer.Hspace;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark, once, on the smallest cluster: that it still works and that the report has a place for it. */
class BenchmarksRunTest {

    @Test
    void allOfThem() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("io\\.accelnet\\.plan\\.reserve\\.bench\\.")
                .param("nodes", "10")
                .param("hosts", "10")
                .param("kind", "MIXED")
                .mode(Mode.SingleShotTime)
                .warmupIterations(0)
                .measurementIterations(2)
                .forks(0)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (!Hspace.installed()) {
            options.exclude("FillForOneFailure\\.hspace");
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        List<Row> rows = Report.rows(Samples.of(results));
        assertThat(Samples.of(results).of("FillForOneFailure.engine").getFirst().more("instances"))
                .as("of one operation, however many there were")
                .isEqualTo(9 * 15);
        assertThat(rows)
                .extracting(Row::measure)
                .contains(
                        "admit + remove, 10 nodes, mixed",
                        "one node fails, 10 nodes, mixed",
                        "4 fail at once, 240 VMs placed anew, 10 nodes, mixed",
                        "admit + remove by name, allocated, 10 nodes, mixed",
                        "rebuild from all assignments, 10 nodes, mixed",
                        "memory, 10 nodes, mixed",
                        "place 40 VMs per node, 10 nodes",
                        "does it survive, from scratch, 10 nodes, mixed");
    }
}

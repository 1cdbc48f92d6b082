package io.accelnet.plan.reserve.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static Sample sample(String benchmark, int nodes, double nanos) {
        return new Sample(benchmark, "ss", nodes, "MIXED", nanos, Double.NaN, Map.of("gc.alloc.rate.norm", 24.0));
    }

    @Test
    void aRatioIsAgainstTheSameCluster() {
        Samples samples = new Samples(List.of(
                sample("AdmitAndRemove.engine", 50, 200),
                sample("NodeScan.allNodes", 500, 9_000),
                sample("NodeScan.allNodes", 50, 3_000)));
        assertThat(Report.rows(samples))
                .contains(
                        new Row("admit + remove, 50 nodes, mixed", "5 million/s", "", "", "≥ 3 million/s", "yes"),
                        new Row(
                                "admit + remove, 50 nodes, mixed",
                                "5 million/s",
                                "scan of all nodes: 333,000/s",
                                "15 ×",
                                "≥ 10 ×",
                                "yes"))
                .noneMatch(row -> row.baseline().contains("111"));
    }

    @Test
    void aMissedTargetIsSaid() {
        Samples samples = new Samples(List.of(
                sample("AdmitAndRemove.engine", 5_000, 1e6),
                sample("OneNodeFails.fleet", 5_000, 120_000),
                sample("ManyNodesFail.fleet", 5_000, 49e6),
                sample("Rebuild.engine", 5_000, 120e6)));
        assertThat(Report.rows(samples))
                .extracting(Row::measure, Row::target, Row::met)
                .contains(
                        tuple("admit + remove, 5,000 nodes, mixed", "≥ 3 million/s", "**no**"),
                        tuple("admit + remove, allocated, 5,000 nodes, mixed", "≤ 0.5 B", "**no**"),
                        tuple("one node fails, 5,000 nodes, mixed", "≤ 100 µs", "**no**"),
                        tuple("2,480 fail at once, 148,800 VMs placed anew, 5,000 nodes, mixed", "≤ 50 ms", "yes"),
                        tuple("rebuild from all assignments, 5,000 nodes, mixed", "≤ 100 ms", "**no**"));
    }

    @Test
    void withoutAPeerNothingIsClaimed() {
        Samples samples = new Samples(List.of(sample("FillForOneFailure.engine", 40, 1e5)));
        assertThat(Report.rows(samples))
                .contains(new Row(
                        "fill for one failure, 40 nodes, mixed", "100 µs", "", "", "≥ 200,000 ×", "not measured"));
    }

    @Test
    void resultsReplaceThoseBefore() {
        String page = "words\n<!-- written by make bench -->\nold\n<!-- up to here -->\nmore\n";
        assertThat(Page.with(page, "new\n"))
                .isEqualTo("words\n<!-- written by make bench -->\n\nnew\n\n<!-- up to here -->\nmore\n");
    }
}

package io.accelnet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code make bench-metrics}, small; and how many series there are, which is what a scrape costs. */
class MetricsBenchTest {
    @Test
    void seriesDependOnNodesAndNotOnVms() throws Exception {
        long few = series(10, 20);
        long manyVms = series(10, 200);
        long manyNodes = series(30, 20);

        assertThat(manyVms).isEqualTo(few);
        assertThat(manyNodes - few).as("8 for each node").isEqualTo(20 * 8);
        assertThat(few).isLessThan(500);
    }

    private static long series(int nodes, int vms) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MetricsBench.measure(nodes, vms, new PrintStream(out, true, StandardCharsets.UTF_8));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(8);
        return lines.stream()
                .filter(line -> line.startsWith("| series, "))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}

package io.accelnet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make bench-e2e}, small. */
class EndToEndBenchIT {
    /** The VM that waits, the ledger of its node, and the cluster's count. */
    private static final String WRITES_OF_ONE_VM = "3";

    private static final String RATIO = "\\d+\\.\\d\\d";

    @Test
    void everyPhaseComesToItsEnd(@TempDir Path folder) throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        EndToEndBench.measure(new Sizes(8, 12, 6), folder, new PrintStream(out, true, StandardCharsets.UTF_8));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).first().isEqualTo("8 nodes, 12 VMs");
        // 8 nodes, 12 VMs, the cluster, the intent.
        assertThat(row(lines, "1: all decided")).element(5).isEqualTo("22");
        assertThat(row(lines, "2: start")).element(4).isEqualTo(WRITES_OF_ONE_VM);
        assertThat(row(lines, "5: 2 nodes with")).element(1).asString().endsWith("s");
        for (String compared : List.of(
                "1: all decided",
                "3: 6 new VMs",
                "4: until the last ledger write",
                "4: until the last VM's status",
                "5: until the last ledger write",
                "5: until the last VM's status")) {
            assertThat(row(lines, compared)).element(3).asString().matches(RATIO);
        }
    }

    /** The cells of the row whose first one begins so. */
    private static List<String> row(List<String> lines, String measure) {
        List<List<String>> rows = lines.stream()
                .filter(line -> line.startsWith("| " + measure))
                .map(line -> List.of(line.substring(2).split("\\s*\\|\\s*")))
                .toList();
        assertThat(rows).as(measure).hasSize(1);
        return rows.getFirst();
    }
}

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

/** {@code make bench-gate}, small. */
class GateBenchIT {
    private static final String RATIO = "\\d+\\.\\d\\d";

    @Test
    void allPodsAreBoundOnBothSides(@TempDir Path folder) throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        GateBench.measure(20, folder, new PrintStream(out, true, StandardCharsets.UTF_8));

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).first().isEqualTo("20 pods, 4 hosts");
        assertThat(row(lines, "until all pods are opened"))
                .element(1)
                .asString()
                .endsWith("s");
        for (String compared : List.of("until the first pod is bound", "until all pods are bound")) {
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

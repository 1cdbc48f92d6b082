package io.accelnet.plan.reserve.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ganeti's capacity planner: how many instances of one size fit such that all of any single node's can be restarted on the
 * others (N+1). One unit of memory stands for one VF.
 */
public final class Hspace {

    static final int UNIT = 1024;
    private static final String COUNT = "HTS_FIN_INST_CNT=";

    private Hspace() {}

    /** Whether the program is there; Debian's package is ganeti-htools. */
    public static boolean installed() {
        try {
            return new ProcessBuilder("hspace", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * What hspace reads: nodes, no instances, and the size of an instance.
     *
     * @param room how many instances a node has room for
     * @param spare memory that is left on a node then, in MiB; at least 1, as it never fills a node to the last
     */
    static Path describe(int nodes, int room, int spare) {
        List<String> lines = new ArrayList<>(List.of("group|uuid|preferred||", ""));
        int memory = room * UNIT + spare;
        for (int node = 0; node < nodes; node++) {
            String role = node == 0 ? "M" : "N";
            lines.add("node-%05d|%d|0|%d|614400|614400|%d|%s|uuid|1||N|0|1|1.0"
                    .formatted(node, memory, memory, room, role));
        }
        // The largest instance is as large as a node, so that the second question, how many large ones fit, is a small
        // one.
        lines.addAll(List.of(
                "", "", "", "", "|1024,1,1024,1,1,1|128,1,1024,1,1,1;32768,8,1048576,16,8,12|ext|1000.0|1000.0"));
        try {
            Path file = Files.createTempFile("hspace", ".txt");
            file.toFile().deleteOnExit();
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What came of it.
     *
     * @param instances how many it finds room for
     * @param ownTime its processor time
     */
    record Answer(int instances, Duration ownTime) {}

    static Answer ask(Path description) {
        try {
            Process process = new ProcessBuilder(
                            "sh",
                            "-c",
                            // The last line of times is that of the processes which have ended.
                            "hspace --text-data=\"$0\" --standard-alloc=1024,1024,1 --disk-template=ext"
                                    + " --machine-readable=yes && times",
                            description.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int instances = output.lines()
                    .filter(line -> line.startsWith(COUNT))
                    .mapToInt(line -> Integer.parseInt(line.substring(COUNT.length())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(output));
            return new Answer(instances, ownTime(output.strip().lines().toList().getLast()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Such as {@code 0m25.49s 0m0.12s}: in programs, in the kernel. */
    static Duration ownTime(String line) {
        Duration sum = Duration.ZERO;
        for (String part : List.of(line.split(" ", -1))) {
            sum = sum.plus(Duration.parse("PT" + part.toUpperCase(Locale.ROOT)));
        }
        return sum;
    }
}

package io.accelnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code hack/accelnet plan} takes for many manifests: when nobody has anything yet, and for what {@code -o yaml} answered,
 * where nothing is left to do. Arguments: nodes, VMs per node, seed.
 */
final class PlanBench {
    private static final Path FOLDER = Path.of("target", "bench-plan");
    private static final Path WRITTEN = FOLDER.resolve("written.yaml");
    private static final String HEAP = "-Xmx1g";

    private PlanBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ManyManifests manifests =
                new ManyManifests(argument(arguments, 0, 5_000), argument(arguments, 1, 40), argument(arguments, 2, 1));
        Path folder = FOLDER.resolve("manifests");
        manifests.write(folder);
        run(HEAP, Path.of("/dev/null"), List.of("--version"));
        System.out.printf("%d nodes, %d VMs%n", manifests.nodes(), manifests.virtualMachines());
        measure("first plan", HEAP, Path.of("/dev/null"), List.of("plan", "-f", folder.toString()));
        measure("first plan, -o yaml", HEAP, WRITTEN, List.of("plan", "-f", folder.toString(), "-o", "yaml"));
        measure("settled", HEAP, Path.of("/dev/null"), List.of("plan", "-f", WRITTEN.toString()));
        Files.delete(WRITTEN);
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static void measure(String what, String heap, Path answer, List<String> arguments)
            throws IOException, InterruptedException {
        long started = System.nanoTime();
        List<String> times = run(heap, answer, arguments);
        Duration wall = Duration.ofNanos(System.nanoTime() - started);
        System.out.printf(
                "%-20s  %s  wall %5.1f s, user and system %s%n", what, heap, wall.toMillis() / 1e3, times.getLast());
    }

    /** The shell's own words on what its children took, after whatever the command complained about. */
    private static List<String> run(String heap, Path answer, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "out=$1; shift; \"$@\" >\"$out\" || exit; times", "sh", answer.toString()));
        command.add("hack/accelnet");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ACCELNET_JAVA_OPTIONS", heap);
        Process process = builder.start();
        List<String> said = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ends with " + process.exitValue());
        }
        return said;
    }
}

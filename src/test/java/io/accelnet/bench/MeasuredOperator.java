package io.accelnet.bench;

import io.accelnet.operator.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An operator as a process of its own, with the JVM options of its container, so that its memory and processor time are its own. */
final class MeasuredOperator implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final long started;

    private MeasuredOperator(Process process, Path log, long started) {
        this.process = process;
        this.log = log;
        this.started = started;
    }

    /** Starts one without a Lease and with these settings besides. Its log is added to this file. */
    static MeasuredOperator start(Path kubeconfig, String namespace, Path log, String... settings) throws IOException {
        long started = System.nanoTime();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // What a JVM chooses in a container of 1 GiB.
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--kubeconfig",
                kubeconfig.toString(),
                "--namespace",
                namespace,
                "--identity",
                "bench",
                "--health-port",
                "0",
                "--metrics-port",
                "0",
                "--no-leader-election"));
        command.addAll(List.of(settings));
        return new MeasuredOperator(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                log,
                started);
    }

    /** When it was started, as {@link System#nanoTime}. */
    long started() {
        return started;
    }

    /** The moment at which it ends, with a sentence that says so. */
    CompletableFuture<String> ended() {
        return process.onExit()
                .thenApply(ended -> "the operator ended with %d; its log is %s".formatted(ended.exitValue(), log));
    }

    /** Processor time so far, of all its threads. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in megabytes, as the kernel counts it. */
    long residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** The most resident memory that it has had, in megabytes. */
    long mostResidentMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    private long megabytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

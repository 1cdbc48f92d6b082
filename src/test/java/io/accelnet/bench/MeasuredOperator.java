package io.accelnet.bench;

import io.accelnet.operator.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An operator as a process of its own, run as in its container, whose memory can be read. */
final class MeasuredOperator implements AutoCloseable {
    private final Process process;

    private MeasuredOperator(Process process) {
        this.process = process;
    }

    static MeasuredOperator start(Path kubeconfig) throws IOException {
        return new MeasuredOperator(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+UseSerialGC",
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--no-leader-election",
                        "--health-port",
                        "0"))
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("operator", ".log").toFile())
                .start());
    }

    /** Resident memory in megabytes, as the kernel counts it. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
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

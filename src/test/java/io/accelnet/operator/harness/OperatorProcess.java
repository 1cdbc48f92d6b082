package io.accelnet.operator.harness;

import io.accelnet.operator.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An operator as a process of its own, which can be killed. */
public final class OperatorProcess implements AutoCloseable {
    private final Process process;

    private OperatorProcess(Process process) {
        this.process = process;
    }

    public static OperatorProcess start(Path kubeconfig, String... flags) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--kubeconfig",
                kubeconfig.toString(),
                "--health-port",
                "0",
                "--metrics-port",
                "0"));
        command.addAll(List.of(flags));
        try {
            return new OperatorProcess(new ProcessBuilder(command).inheritIO().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends it as the kernel would: it isn't asked. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Asks it to end. */
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        kill();
    }
}

package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Terminals;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

/** {@code kubectl accelnet console} in a thread of its own, as somebody has typed it; {@link #close} is Ctrl-C. */
public final class RunningConsole implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Thread thread;

    private RunningConsole(String... words) {
        thread = Thread.ofPlatform()
                .name("console")
                .start(() -> new Accelnet()
                        .run(
                                new Invocation(
                                        InputStream.nullInputStream(),
                                        new PrintWriter(out),
                                        new PrintWriter(err),
                                        Terminals.NONE,
                                        Clock.systemUTC()),
                                words));
    }

    /** Starts it. */
    public static RunningConsole start(Path kubeconfig, String... options) {
        return new RunningConsole(Stream.concat(
                        Stream.of("console", "--no-browser", "--kubeconfig", kubeconfig.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    /** The address that it prints. */
    public String address() {
        await().atMost(PATIENCE).until(() -> out.toString().contains("\n") || !thread.isAlive());
        assertThat(out.toString()).as(complaints()).startsWith("http://127.0.0.1:");
        return out.toString().strip();
    }

    /** What it has complained about. */
    String complaints() {
        return err.toString();
    }

    void awaitEnd() {
        await().atMost(PATIENCE).until(() -> !thread.isAlive());
    }

    @Override
    public void close() {
        thread.interrupt();
        awaitEnd();
    }
}

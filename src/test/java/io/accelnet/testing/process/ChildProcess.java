package io.accelnet.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process that can't outlive this JVM, even if the JVM is killed with -9.
 *
 * <p>It runs under a watchdog, a small shell script whose standard input is a pipe from this JVM. When the JVM is gone,
 * however it went, the kernel closes the pipe, the watchdog reads the end of it and ends the child. A shutdown hook
 * would miss kill -9, and what asks the kernel to signal children (prctl) isn't portable.
 *
 * <p>The end is always a kill: what runs here has nothing to lose, and a child of a shell's that runs in the background
 * is deaf to interrupts anyway.
 */
public final class ChildProcess implements AutoCloseable {

    /**
     * The trap comes after the child is started, so that the child itself keeps the default signals, and before the
     * watcher, so that a Ctrl-C, which goes to the whole process group, leaves the watchdog at its post.
     */
    private static final String WATCHDOG = """
            log=$1; shift
            exec 3<&0
            "$@" </dev/null >>"$log" 2>&1 3<&- &
            child=$!
            trap '' HUP INT TERM
            echo "$child"
            exec >/dev/null 2>&1
            { while read -r line; do :; done; kill -s KILL "$child"; } <&3 &
            watcher=$!
            wait "$child"
            status=$?
            kill -s KILL "$watcher"
            exit "$status"
            """;

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Path log;
    private final Process watchdog;
    private final ProcessHandle child;

    private ChildProcess(String name, Path log, Process watchdog, ProcessHandle child) {
        this.name = name;
        this.log = log;
        this.watchdog = watchdog;
        this.child = child;
    }

    /** Starts a command with its output appended to a log file and with some variables added to the environment. */
    public static ChildProcess start(
            String name, List<String> command, Path folder, Map<String, String> environment, Path log) {
        var line = new ArrayList<>(List.of("sh", "-c", WATCHDOG, name + "-watchdog", log.toString()));
        line.addAll(command);
        var builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process watchdog = builder.start();
            return new ChildProcess(name, log, watchdog, announcedBy(watchdog));
        } catch (IOException e) {
            throw new UncheckedIOException("starting " + name, e);
        }
    }

    private static ProcessHandle announcedBy(Process watchdog) throws IOException {
        try (BufferedReader output = watchdog.inputReader(StandardCharsets.UTF_8)) {
            String pid = output.readLine();
            if (pid == null) {
                throw new IOException("the watchdog said nothing");
            }
            // One that has ended already has no handle; the watchdog's stands in, and ends with it.
            return ProcessHandle.of(Long.parseLong(pid)).orElse(watchdog.toHandle());
        }
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return watchdog.isAlive();
    }

    /** Waits for the child to end by itself and says whether it did. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return watchdog.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The exit status of a child that has ended, as a shell has it: 128 and the signal's number for a killed one. */
    public int exitStatus() {
        return watchdog.exitValue();
    }

    /** The end of the log, for error messages. */
    public String lastLines(int count) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** Kills the child as a crash would, without a chance to tidy up. */
    public void crash() {
        child.destroyForcibly();
        close();
    }

    /** Ends the child, and returns when it has ended. */
    @Override
    public void close() {
        try {
            watchdog.getOutputStream().close();
            if (!awaitEnd(GRACE)) {
                child.destroyForcibly();
                watchdog.waitFor();
            }
        } catch (IOException e) {
            child.destroyForcibly();
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

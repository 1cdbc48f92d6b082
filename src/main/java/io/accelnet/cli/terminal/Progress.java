package io.accelnet.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One line on a terminal that says what takes so long, once something has taken longer than a second. */
public final class Progress implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final String CLEAR = "\r\033[K";

    private final PrintWriter err;
    private final ScheduledExecutorService timer;
    private Optional<ScheduledFuture<?>> ticking = Optional.empty();
    private volatile String what = "starting";
    private boolean shown;

    /**
     * Begins to wait.
     *
     * @param err where the line is written
     * @param wanted whether somebody watches
     */
    public Progress(PrintWriter err, boolean wanted) {
        this.err = err;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("accelnet-progress").factory());
        if (wanted) {
            ticking = Optional.of(timer.scheduleAtFixedRate(
                    this::show, PATIENCE.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    /** What is being done now. */
    public void at(String now) {
        what = now;
    }

    private synchronized void show() {
        if (!timer.isShutdown()) {
            shown = true;
            err.print(CLEAR + what + " …");
            err.flush();
        }
    }

    /** Writes something else, in place of the line, which comes back below it. */
    public synchronized void aside(Runnable write) {
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
        write.run();
    }

    /** Takes the line away again. */
    @Override
    public synchronized void close() {
        ticking.ifPresent(task -> task.cancel(false));
        timer.shutdownNow();
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }
}

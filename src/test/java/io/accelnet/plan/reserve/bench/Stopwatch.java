package io.accelnet.plan.reserve.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/** Reads the clock that runs only while this thread has a processor. */
public final class Stopwatch {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Stopwatch() {}

    static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Does it and counts it, for operations that take far longer than a look at the clock. */
    public static <T> T time(OwnTime time, Supplier<T> operation) {
        long started = now();
        T result = operation.get();
        time.ownNanos += now() - started;
        time.operations++;
        return result;
    }
}

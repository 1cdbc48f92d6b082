package io.accelnet.fuzz;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends the program if something takes a thread more processor time than anything may. What hangs can't be stopped, so nothing else can be
 * done after it; the message says where it hangs.
 */
final class Watchdog {
    private static final long MOST_SECONDS = 120;
    private static final int HANGS = 3;

    private Watchdog() {}

    /** Does the work, and sees to it that it ends. */
    static <T> T watch(PrintStream out, String what, Supplier<T> work) {
        CountDownLatch done = new CountDownLatch(1);
        Thread watched = Thread.currentThread();
        long start = cpuTime(watched);
        Thread.ofVirtual().start(() -> {
            try {
                while (!done.await(1, TimeUnit.SECONDS)) {
                    if (cpuTime(watched) - start > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
                        out.println("FOUND hang: more than " + MOST_SECONDS + " s of processor time, " + what);
                        Arrays.stream(watched.getStackTrace()).forEach(frame -> out.println("  at " + frame));
                        System.exit(HANGS);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return work.get();
        } finally {
            done.countDown();
        }
    }

    private static long cpuTime(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    }
}

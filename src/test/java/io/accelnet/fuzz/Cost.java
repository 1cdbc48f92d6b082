package io.accelnet.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * What something cost the thread that did it.
 *
 * @param bytes allocated, whether they were freed again or not
 * @param nanos of processor time
 */
record Cost(long bytes, long nanos) {
    static final Cost NONE = new Cost(0, 0);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * What it gave, and what it cost.
     *
     * @param value what it gave
     * @param cost what it cost
     */
    record Of<T>(T value, Cost cost) {}

    static <T> Of<T> of(Supplier<T> work) {
        long id = Thread.currentThread().threadId();
        long bytes = THREADS.getThreadAllocatedBytes(id);
        long nanos = THREADS.getCurrentThreadCpuTime();
        T value = work.get();
        return new Of<>(
                value,
                new Cost(THREADS.getThreadAllocatedBytes(id) - bytes, THREADS.getCurrentThreadCpuTime() - nanos));
    }

    Cost max(Cost other) {
        return new Cost(Math.max(bytes, other.bytes), Math.max(nanos, other.nanos));
    }
}

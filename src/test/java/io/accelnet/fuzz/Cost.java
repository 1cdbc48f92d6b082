package io.accelnet.fuzz;

import com.sun.management.ThreadMXBean;
import io.accelnet.plan.reserve.WorkBudget;
import java.lang.management.ManagementFactory;
import java.util.function.Function;

/**
 * What a plan cost the thread that made it.
 *
 * @param steps as the planner counts them itself
 * @param bytes allocated, whether they were freed again or not
 * @param nanos of processor time
 */
record Cost(long steps, long bytes, long nanos) {
    static final Cost NONE = new Cost(0, 0, 0);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * What it gave, and what it cost.
     *
     * @param value what it gave
     * @param cost what it cost
     */
    record Of<T>(T value, Cost cost) {}

    static <T> Of<T> of(Function<WorkBudget, T> work) {
        WorkBudget budget = new WorkBudget();
        long id = Thread.currentThread().threadId();
        long bytes = THREADS.getThreadAllocatedBytes(id);
        long nanos = THREADS.getCurrentThreadCpuTime();
        T value = work.apply(budget);
        return new Of<>(
                value,
                new Cost(
                        budget.spent(),
                        THREADS.getThreadAllocatedBytes(id) - bytes,
                        THREADS.getCurrentThreadCpuTime() - nanos));
    }

    Cost max(Cost other) {
        return new Cost(Math.max(steps, other.steps), Math.max(bytes, other.bytes), Math.max(nanos, other.nanos));
    }
}

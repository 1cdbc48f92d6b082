package io.accelnet.plan.reserve;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What this thread has allocated so far, whether it was freed again or not. The same work allocates the same on any machine. */
public final class Allocated {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocated() {}

    public static long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}

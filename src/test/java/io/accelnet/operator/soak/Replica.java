package io.accelnet.operator.soak;

import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.FaultProxy;
import io.accelnet.operator.harness.Faults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One of two operators, with faults between it and the API server. When it ends its process, it is started again, as by kubelet. */
final class Replica implements AutoCloseable {
    private final Arena arena;
    private final String name;
    private final FaultProxy proxy;
    private final Path kubeconfig;
    private final AtomicInteger ends = new AtomicInteger();
    private AccelNetOperator operator;
    private boolean closed;

    Replica(Arena arena, String name, Faults faults, Path folder) throws IOException {
        this.arena = arena;
        this.name = name;
        this.proxy = FaultProxy.before(arena.kubeconfig(), faults);
        this.kubeconfig = proxy.kubeconfig(folder);
        this.operator = start();
    }

    private AccelNetOperator start() {
        int life = ends.get();
        return arena.operator(options -> options.kubeconfig(kubeconfig)
                .identity(name + "-" + life)
                .leaderElection(true)
                .exit(code -> ended(life)));
    }

    private synchronized void ended(int life) {
        if (closed || !ends.compareAndSet(life, life + 1)) {
            return;
        }
        operator.close();
        operator = start();
    }

    synchronized boolean leads() {
        return operator.isLeading();
    }

    /** Its watches deliver nothing any more, and don't end either. */
    void silence() {
        proxy.silence();
    }

    /** How often its process has ended. */
    int ends() {
        return ends.get();
    }

    @Override
    public synchronized void close() {
        closed = true;
        operator.close();
        proxy.close();
    }
}

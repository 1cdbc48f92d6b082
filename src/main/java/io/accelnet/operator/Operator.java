package io.accelnet.operator;

import io.accelnet.operator.runtime.Engine;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running operator. */
public final class Operator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

    private final Engine engine;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Operator(Engine engine) {
        this.engine = engine;
    }

    /** Starts one. It works, or tries to, until it is closed. */
    public static Operator start(Options options) {
        LOG.atInfo()
                .addKeyValue("identity", options.identity())
                .addKeyValue("leaderElection", options.leaderElection())
                .log("Starting");
        return new Operator(new Engine(options));
    }

    /** Whether it is the one that plans and writes. */
    public boolean isLeading() {
        return engine.isLeading();
    }

    /** Where it answers probes. */
    public int healthPort() {
        return engine.healthPort();
    }

    /** Finishes the writes under way, gives the lease back, and ends. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            engine.close();
            LOG.info("Stopped");
        }
    }
}

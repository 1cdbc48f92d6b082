package io.accelnet.plan.reserve.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** As {@link OwnTime}, for operations that are shorter than a look at the clock: of a whole iteration, in which they are counted. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class OwnTimeOfMany {

    public long ownNanos;
    public long operations;
    private long started;

    @Setup(Level.Iteration)
    public void start() {
        started = Stopwatch.now();
    }

    @TearDown(Level.Iteration)
    public void stop() {
        ownNanos = Stopwatch.now() - started;
    }
}

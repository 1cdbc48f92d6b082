package io.accelnet.plan.reserve.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The processor time that operations take: on a busy machine, without the time in which others had the processor. JMH adds
 * the counters to the results.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class OwnTime {
    public long ownNanos;
    public long operations;
}

package io.accelnet.operator.gate;

import io.accelnet.plan.snapshot.GateState;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the gate is in force. A watch on policies would be one on all of them, and take a right to read them all; so they are read
 * by their names from time to time.
 */
public final class GateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(GateWatch.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Enforcement enforcement;
    private final GatePolicies policies;
    private final Runnable changed;
    private final InstantSource clock;

    private volatile GateState state;
    private Instant due;

    /**
     * Reads nothing until it is told to look.
     *
     * @param changed is told when another plan may follow
     * @param clock the clock that doesn't jump
     */
    public GateWatch(Enforcement enforcement, KubernetesClient client, Runnable changed, InstantSource clock) {
        this.enforcement = enforcement;
        this.policies = new GatePolicies(client);
        this.changed = changed;
        this.clock = clock;
        this.due = clock.instant();
        this.state = switch (enforcement) {
            case OFF -> GateState.OFF;
            case WARN -> new GateState.Warns();
            case ON -> new GateState.Unknown("the policies haven't been read yet");
        };
    }

    /** How it is, as far as it is known. */
    public GateState state() {
        return state;
    }

    /**
     * Reads the policies again, if it is time to. To be called every ten seconds or so, by one thread at a time. While they are in force they
     * are read every minute; while they aren't each time, so that a repair is soon seen.
     */
    public void look() {
        boolean isDue =
                !(state instanceof GateState.InForce) || !clock.instant().isBefore(due);
        if (enforcement != Enforcement.ON || !isDue) {
            return;
        }
        due = clock.instant().plus(INTERVAL);
        GateState now = policies.read();
        if (now.equals(state)) {
            return;
        }
        state = now;
        say(now);
        changed.run();
    }

    private static void say(GateState now) {
        switch (now) {
            case GateState.NotInForce wrong ->
                LOG.atWarn()
                        .addKeyValue("why", wrong.why())
                        .log("Enforcement is On, and pods aren't held: what the gate takes isn't there");
            case GateState.Unknown unknown ->
                LOG.atWarn().addKeyValue("why", unknown.why()).log("It can't be told whether pods are held");
            case GateState.InForce inForce ->
                LOG.atInfo()
                        .addKeyValue("resourceNames", inForce.resourceNames())
                        .log("Pods are held until their virtual functions are reserved");
            case GateState.Off(), GateState.Warns() -> throw new IllegalStateException("nobody reads policies then");
        }
    }
}

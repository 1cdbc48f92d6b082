package io.accelnet.testing.kubevirt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The system's time, of which a test skips as much as it likes: so a time-out of 900 seconds takes no time. */
public final class SkippingClock implements InstantSource {
    private final AtomicReference<Duration> skipped = new AtomicReference<>(Duration.ZERO);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Instant instant() {
        return Instant.now().plus(skipped.get());
    }

    /** Goes forward by this much. */
    public void skip(Duration duration) {
        skipped.accumulateAndGet(duration, Duration::plus);
        listeners.forEach(Runnable::run);
    }

    void onSkip(Runnable listener) {
        listeners.add(listener);
    }
}

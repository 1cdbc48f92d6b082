package io.accelnet.operator.apply;

import static org.awaitility.Awaitility.await;

import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An event is for reading: whatever goes wrong with one, the next is written. */
class EventWriterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void oneThatFailsInAnyWayIsDropped() {
        AtomicInteger tried = new AtomicInteger();
        KubernetesClient broken = (KubernetesClient) Proxy.newProxyInstance(
                EventWriterTest.class.getClassLoader(),
                new Class<?>[] {KubernetesClient.class},
                (proxy, method, given) -> {
                    tried.incrementAndGet();
                    throw new IllegalStateException("closed");
                });
        try (EventWriter writer = new EventWriter(broken, Clock.systemUTC(), "test")) {
            writer.record(transition());
            await().atMost(PATIENCE).untilAtomic(tried, org.hamcrest.Matchers.is(1));

            writer.record(transition());

            await().atMost(PATIENCE).untilAtomic(tried, org.hamcrest.Matchers.is(2));
        }
    }

    private static Transition transition() {
        return new Transition(Objects.vm("tenant", "vm-1"), false, "Admitted", "Admitted on node node-1");
    }
}

package io.accelnet.operator.apply;

import io.accelnet.operator.gather.ObjectKey;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events beside the work, at a bounded rate. They are for reading: one that can't be written is dropped, and so are
 * those that come faster than anybody could read them.
 */
public final class EventWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);
    private static final String CONTROLLER = "accelnet-operator";
    private static final String NAMESPACE_OF_CLUSTER_SCOPED = "default";
    private static final int QUEUE = 2_000;
    private static final Duration PACE = Duration.ofMillis(20);
    private static final Duration FAREWELL = Duration.ofMillis(500);
    private static final int LONGEST_NOTE = 1_000;
    private static final int LONGEST_NAME = 200;
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final Clock clock;
    private final String instance;
    private final BlockingQueue<Transition> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    /** Writes as this instance. */
    public EventWriter(KubernetesClient client, Clock clock, String instance) {
        this.client = client;
        this.clock = clock;
        this.instance = instance;
        this.thread = Thread.ofPlatform().name("accelnet-events").daemon().start(this::run);
    }

    /** Writes it soon, or not at all. */
    public void record(Transition transition) {
        if (!queue.offer(transition) && dropped.incrementAndGet() % QUEUE == 1) {
            LOG.atWarn().addKeyValue("dropped", dropped.get()).log("Events come too fast, some are dropped");
        }
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                Transition transition = queue.poll(PACE.toMillis(), TimeUnit.MILLISECONDS);
                if (transition != null) {
                    write(transition);
                    Thread.sleep(closed ? Duration.ZERO : PACE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Transition transition) {
        try {
            client.events().v1().events().resource(event(transition)).create();
        } catch (RuntimeException e) {
            LOG.atDebug()
                    .addKeyValue("object", ObjectKey.of(transition.object()))
                    .addKeyValue("why", Failures.describe(e))
                    .log("An event was dropped");
        }
    }

    private Event event(Transition transition) {
        ObjectMeta about = transition.object().getMetadata();
        String namespace = Optional.ofNullable(about.getNamespace()).orElse(NAMESPACE_OF_CLUSTER_SCOPED);
        // The version that the write made names the event, so that the same transition can't be told twice.
        String name = "%s.%s.%s"
                .formatted(
                        prefix(about.getName()),
                        about.getResourceVersion(),
                        Integer.toHexString(transition.reason().hashCode()));
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withEventTime(now())
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withAction("Reconcile")
                .withType(transition.warning() ? "Warning" : "Normal")
                .withReason(transition.reason())
                .withNote(shorten(transition.message(), LONGEST_NOTE))
                .withNewRegarding()
                .withApiVersion(transition.object().getApiVersion())
                .withKind(transition.object().getKind())
                .withNamespace(about.getNamespace())
                .withName(about.getName())
                .withUid(about.getUid())
                .endRegarding()
                .build();
    }

    private MicroTime now() {
        return new MicroTime(MICROSECONDS.format(clock.instant()));
    }

    private static String prefix(String name) {
        String shortened = name.substring(0, Math.min(LONGEST_NAME, name.length()));
        return shortened.endsWith(".") ? shortened.substring(0, shortened.length() - 1) : shortened;
    }

    private static String shorten(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(FAREWELL)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}

package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.RequestingPods;
import io.accelnet.operator.gather.pod.PodTrimming;
import io.accelnet.operator.planning.CacheNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventSourceManager;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches pods while an intent names the extended resource of its virtual functions. Of a pod that requests none of these resources
 * the cache keeps the name only, so what is there of it isn't known when an intent names another resource: then all pods are listed
 * once more, and until that is done the former list goes on being followed.
 */
public final class PodWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);

    /** A watch of pods, and the resources that it knows of. */
    private record Watched(Set<String> resources, WatchedObjects<Pod, AccelNetVM> pods) {}

    private final EventSourceManager<AccelNetVM> sources;
    private final CacheNews news;
    private final BackgroundListing listing = new BackgroundListing();
    private final ListRetries retries = new ListRetries();
    private Optional<Watched> listed = Optional.empty();
    private Optional<Watched> beingListed = Optional.empty();
    /** The resources for which pods couldn't be listed at the last try. */
    private Optional<Set<String>> givenUp = Optional.empty();

    private int lists;

    /**
     * Watches nothing until it is told to look.
     *
     * @param controller the controller of AccelNetVMs, to which the watch belongs
     */
    public PodWatch(CacheNews news, RegisteredController<AccelNetVM> controller) {
        this.sources = ((Controller<AccelNetVM>) controller).getEventSourceManager();
        this.news = news;
    }

    /** Begins or ends to watch, if these are other resources than those that are known. Blocks nobody. */
    public synchronized void look(Set<String> resources) {
        boolean isToWait = givenUp.equals(Optional.of(resources)) && !retries.isDue();
        if (beingListed.isPresent() || isToWait) {
            return;
        }
        givenUp = Optional.empty();
        Optional<Watched> now = listed;
        if (resources.isEmpty()) {
            now.ifPresent(this::end);
            listed = Optional.empty();
        } else if (now.map(it -> !it.resources().containsAll(resources)).orElse(true)) {
            begin(Set.copyOf(resources));
        }
    }

    /** The same between two looks, which may be often: what couldn't be listed is tried again at a look only. */
    public synchronized void follow(Set<String> resources) {
        if (!givenUp.equals(Optional.of(resources))) {
            look(resources);
        }
    }

    /** Done when all pods are listed, or there is nothing to list. */
    public CompletableFuture<Void> listing() {
        return listing.done();
    }

    /** The pods that are known, and for which of these resources not all are. */
    public synchronized RequestingPods pods(Set<String> resources) {
        Set<String> unlisted = new HashSet<>(resources);
        listed.ifPresent(it -> unlisted.removeAll(it.resources()));
        return new RequestingPods(listed.map(it -> it.pods().all()).orElse(List.of()), unlisted);
    }

    /** The informers of pods, none of them until they can be listed; empty if they aren't watched. */
    public synchronized Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        if (givenUp.isPresent()) {
            return Map.of(Pod.class, List.of());
        }
        return beingListed
                .or(() -> listed)
                .<Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>>>map(
                        it -> Map.of(Pod.class, StatusReconciler.begun(it.pods())))
                .orElse(Map.of());
    }

    /** Waits for no list any longer. The watch ends with its controller. */
    @Override
    public void close() {
        listing.giveUp();
    }

    private void begin(Set<String> resources) {
        lists++;
        Watched next = new Watched(
                resources,
                WatchedObjects.of(
                        Pod.class,
                        "pods-" + lists,
                        Optional.empty(),
                        pod -> PodTrimming.trim(pod, resources),
                        sources.eventSourceContextForDynamicRegistration(),
                        news));
        beingListed = Optional.of(next);
        listing.begin("pods", () -> list(next), refusal -> giveUp(next, refusal));
    }

    private void list(Watched next) {
        sources.dynamicallyRegisterEventSource(next.pods());
        Optional<Watched> before = succeed(next);
        before.ifPresent(this::end);
        LOG.atInfo().addKeyValue("resources", next.resources()).log("Pods are listed");
        news.kindChanged();
    }

    private synchronized Optional<Watched> succeed(Watched next) {
        Optional<Watched> before = listed;
        listed = Optional.of(next);
        beingListed = Optional.empty();
        retries.over();
        return before;
    }

    private void giveUp(Watched next, RuntimeException refusal) {
        LOG.atWarn().setCause(refusal).log("Pods can't be watched, which is tried again later");
        retries.failed();
        end(next);
        forget(next);
    }

    private synchronized void forget(Watched next) {
        givenUp = Optional.of(next.resources());
        beingListed = Optional.empty();
    }

    private void end(Watched watched) {
        sources.dynamicallyDeRegisterEventSource(watched.pods().name());
    }
}

package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.volume.VolumeObjects;
import io.accelnet.operator.gather.volume.VolumeTrimming;
import io.accelnet.operator.planning.CacheNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventSourceManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches volumes, which say to which Nodes a pod can be opened. Only whoever opens pods has a use for it, and the right. Until all are
 * listed nothing is known of any.
 */
public final class VolumeWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeWatch.class);

    /** The watches of each kind. */
    private record Watched(
            WatchedObjects<PersistentVolumeClaim, AccelNetVM> claims,
            WatchedObjects<PersistentVolume, AccelNetVM> volumes,
            WatchedObjects<StorageClass, AccelNetVM> classes) {
        Stream<WatchedObjects<?, AccelNetVM>> all() {
            return Stream.of(claims, volumes, classes);
        }

        VolumeObjects objects() {
            return new VolumeObjects(claims.all(), volumes.all(), classes.all());
        }
    }

    private final boolean wanted;
    private final EventSourceManager<AccelNetVM> sources;
    private final CacheNews news;
    private Optional<Watched> watched = Optional.empty();
    private boolean listed;
    private final BackgroundListing listing = new BackgroundListing();
    private final ListRetries retries = new ListRetries();

    /**
     * Watches nothing until it is told to look.
     *
     * @param wanted whether pods are opened at all
     * @param controller the controller of AccelNetVMs, to which the watches belong
     */
    public VolumeWatch(boolean wanted, CacheNews news, RegisteredController<AccelNetVM> controller) {
        this.wanted = wanted;
        this.sources = ((Controller<AccelNetVM>) controller).getEventSourceManager();
        this.news = news;
    }

    /** Begins to watch, if that is wanted and hasn't begun. Blocks nobody. */
    public synchronized void look() {
        if (!wanted || watched.isPresent() || !retries.isDue()) {
            return;
        }
        EventSourceContext<AccelNetVM> context = sources.eventSourceContextForDynamicRegistration();
        Watched next = new Watched(
                WatchedObjects.of(PersistentVolumeClaim.class, VolumeTrimming::claim, context, news),
                WatchedObjects.of(PersistentVolume.class, VolumeTrimming::volume, context, news),
                WatchedObjects.of(StorageClass.class, VolumeTrimming::storageClass, context, news));
        watched = Optional.of(next);
        listing.begin("volumes", () -> list(next), refusal -> giveUp(next, refusal));
    }

    /** Done when all volumes are listed, or there is nothing to list. */
    public CompletableFuture<Void> listing() {
        return listing.done();
    }

    /** The volumes that are known. */
    public synchronized VolumeObjects objects() {
        return watched.filter(its -> listed).map(Watched::objects).orElse(VolumeObjects.NONE);
    }

    /** The informers of each kind, none of them until all can be listed; empty if they aren't watched. */
    public synchronized Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers = new HashMap<>();
        if (retries.haveFailed()) {
            Stream.of(PersistentVolumeClaim.class, PersistentVolume.class, StorageClass.class)
                    .forEach(kind -> informers.put(kind, List.of()));
        }
        watched.ifPresent(its -> {
            informers.put(PersistentVolumeClaim.class, StatusReconciler.begun(its.claims()));
            informers.put(PersistentVolume.class, StatusReconciler.begun(its.volumes()));
            informers.put(StorageClass.class, StatusReconciler.begun(its.classes()));
        });
        return informers;
    }

    /** Waits for no list any longer. The watches end with their controller. */
    @Override
    public void close() {
        listing.giveUp();
    }

    private void list(Watched next) {
        next.all().forEach(sources::dynamicallyRegisterEventSource);
        succeed();
        LOG.info("Volumes are listed");
        news.kindChanged();
    }

    private synchronized void succeed() {
        listed = true;
        retries.over();
    }

    private void giveUp(Watched next, RuntimeException refusal) {
        LOG.atWarn().setCause(refusal).log("Volumes can't be watched, which is tried again later");
        retries.failed();
        next.all().forEach(source -> sources.dynamicallyDeRegisterEventSource(source.name()));
        forget();
    }

    private synchronized void forget() {
        watched = Optional.empty();
    }
}

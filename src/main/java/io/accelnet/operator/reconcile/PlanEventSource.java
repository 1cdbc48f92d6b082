package io.accelnet.operator.reconcile;

import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.planning.CacheNews;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import java.util.Set;

/**
 * Joins one controller and the plan: it tells the plan what came, changed and went, and has the controller reconcile what the
 * plan wants to change.
 *
 * <p>Nothing is reconciled because it was added or updated as such, so the controllers filter these events out. That is why it isn't
 * the SDK's SimpleInboundEventSource: for an object whose first event was filtered, the SDK (5.2.3) drops every event but one
 * that says that the object itself has changed.
 */
final class PlanEventSource<T extends CustomResource<?, ?>> extends AbstractEventSource<Void, T>
        implements ResourceEventAware<T> {
    private final CacheNews news;
    private final IndexerResourceCache<T> cache;

    PlanEventSource(CacheNews news, IndexerResourceCache<T> cache) {
        super(Void.class, "plan");
        this.news = news;
        this.cache = cache;
    }

    /** Has the object reconciled; says no if the cache lacks it. */
    boolean reconcile(ObjectKey key) {
        ResourceID id = new ResourceID(key.name(), key.namespace().isEmpty() ? null : key.namespace());
        return isRunning()
                && cache.get(id)
                        .map(object -> {
                            getEventHandler().handleEvent(new ResourceEvent(ResourceAction.UPDATED, id, object));
                            return true;
                        })
                        .orElse(false);
    }

    @Override
    public void onResourceCreated(T resource) {
        news.created(resource);
    }

    @Override
    public void onResourceUpdated(T newResource, T oldResource) {
        news.updated(oldResource, newResource);
    }

    @Override
    public void onResourceDeleted(T resource) {
        news.deleted(resource);
    }

    @Override
    public Set<Void> getSecondaryResources(T primary) {
        return Set.of();
    }
}

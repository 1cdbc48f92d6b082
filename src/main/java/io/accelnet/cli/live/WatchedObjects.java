package io.accelnet.cli.live;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** AccelNetClusters and AccelNetNodes, as the API server tells of their changes. */
public final class WatchedObjects implements AutoCloseable {
    /** An outage changes thousands of nodes within a second: nobody sees more pictures than this. */
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(250);

    /** The picture has the time, so it is drawn though nothing changes. */
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(1);

    private final SharedIndexInformer<AccelNetCluster> clusters;
    private final SharedIndexInformer<AccelNetNode> nodes;
    private final Semaphore news = new Semaphore(0);

    WatchedObjects(KubernetesClient client) {
        this.clusters = client.resources(AccelNetCluster.class).inform(telling());
        this.nodes = client.resources(AccelNetNode.class).inform(telling());
    }

    private <T extends HasMetadata> ResourceEventHandler<T> telling() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                news.release();
            }

            @Override
            public void onUpdate(T before, T after) {
                news.release();
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                news.release();
            }
        };
    }

    /** The AccelNetClusters as they are now. */
    public List<AccelNetCluster> clusters() {
        return clusters.getStore().list();
    }

    /** The AccelNetNodes as they are now. */
    public List<AccelNetNode> nodes() {
        return nodes.getStore().list();
    }

    /** Does something now, and whenever something has changed, until the thread is interrupted. */
    public void whenever(Runnable something) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            something.run();
            Thread.sleep(AT_MOST_EVERY);
            if (news.tryAcquire(AT_LEAST_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        }
    }

    @Override
    public void close() {
        clusters.stop();
        nodes.stop();
    }
}

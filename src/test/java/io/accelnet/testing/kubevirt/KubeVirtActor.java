package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in the place of kubelet, device plugin, node lifecycle and KubeVirt's controllers. One thread looks at one object after the
 * other and does what is to be done next for it. All that it remembers stands in the API server, so that it may be ended and started
 * anew at any time.
 */
public final class KubeVirtActor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KubeVirtActor.class);
    private static final Duration AFTER_A_FAULT = Duration.ofMillis(100);

    private final WorkQueue queue;
    private final Kinds kinds;
    private final Kubelet kubelet;
    private final NodeLifecycle nodes;
    private final VirtualMachinePart virtualMachines;
    private final InstancePart instances;
    private final MigrationPart migrations;
    private final Thread thread;

    private KubeVirtActor(KubernetesClient client, ActorSettings settings) {
        this.queue = new WorkQueue(settings.clock());
        this.kinds = new Kinds(client, queue);
        this.kubelet = new Kubelet(kinds, queue, settings);
        this.nodes = new NodeLifecycle(kinds, queue, settings);
        this.virtualMachines = new VirtualMachinePart(kinds, queue, settings);
        this.instances = new InstancePart(kinds, settings);
        this.migrations = new MigrationPart(kinds, queue, settings, kubelet);
        this.thread = Thread.ofPlatform().name("kubevirt-actor").daemon().unstarted(this::live);
    }

    /** Starts one. The API server has to serve the kinds of {@link KubeVirtKinds}. */
    public static KubeVirtActor start(KubernetesClient client, ActorSettings settings) {
        KubeVirtActor actor = new KubeVirtActor(client, settings);
        actor.thread.start();
        return actor;
    }

    /** Whether it has nothing to do, and nothing within this time. */
    public boolean isIdleFor(Duration time) {
        return queue.isIdle() && !queue.isPausingFor(time);
    }

    private void live() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Optional<Work> work = queue.take();
                work.ifPresent(this::lookSafely);
                queue.done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookSafely(Work work) {
        try {
            look(work);
        } catch (KubernetesClientException e) {
            // A conflict is no news: the object has changed, and is looked at again as it is now.
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.info("{}: {}", work, e.getMessage());
            }
            queue.addAfter(work, AFTER_A_FAULT);
        } catch (RuntimeException e) {
            LOG.error("{}", work, e);
            queue.addAfter(work, AFTER_A_FAULT);
        }
    }

    private void look(Work work) {
        switch (work.part()) {
            case POD -> kinds.pods().get(work.namespace(), work.name()).ifPresent(kubelet::look);
            case NODE -> nodes.look(work.name());
            case VIRTUAL_MACHINE -> virtualMachines.look(work.namespace(), work.name());
            case INSTANCE -> kinds.instance(work.namespace(), work.name()).ifPresent(instances::look);
            case MIGRATION -> migrations.look(work.namespace(), work.name());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kinds.close();
    }
}

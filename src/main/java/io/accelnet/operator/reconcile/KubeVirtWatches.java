package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.kubevirt.InstanceTypeRevision;
import io.accelnet.operator.gather.kubevirt.KubeVirtObjects;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachineInstance;
import io.accelnet.operator.gather.kubevirt.NetworkAttachmentDefinition;
import io.accelnet.operator.gather.kubevirt.VirtualMachineClusterInstancetype;
import io.accelnet.operator.gather.kubevirt.VirtualMachineInstancetype;
import io.accelnet.operator.planning.CacheNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventSourceManager;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches what references to VirtualMachines are resolved from. None of these kinds needs to be installed, and each may be
 * installed or removed while the operator runs: so the API server is asked again and again which it serves. The SDK registers
 * event sources at any time, but leaves it to us to find out when.
 */
public final class KubeVirtWatches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KubeVirtWatches.class);

    private final OptionalKind<KubeVirtVirtualMachine> virtualMachines;
    private final OptionalKind<KubeVirtVirtualMachineInstance> instances;
    private final OptionalKind<VirtualMachineInstancetype> instanceTypes;
    private final OptionalKind<VirtualMachineClusterInstancetype> clusterInstanceTypes;
    private final OptionalKind<InstanceTypeRevision> revisions;
    private final OptionalKind<NetworkAttachmentDefinition> networks;
    private final OptionalKinds all;

    /**
     * Watches nothing until it is told to look.
     *
     * @param controller the controller of AccelNetVMs, to which the watches belong
     */
    public KubeVirtWatches(KubernetesClient client, CacheNews news, RegisteredController<AccelNetVM> controller) {
        EventSourceManager<AccelNetVM> sources = ((Controller<AccelNetVM>) controller).getEventSourceManager();
        virtualMachines = new OptionalKind<>(KubeVirtVirtualMachine.class, client, sources, news);
        instances = new OptionalKind<>(KubeVirtVirtualMachineInstance.class, client, sources, news);
        instanceTypes = new OptionalKind<>(VirtualMachineInstancetype.class, client, sources, news);
        clusterInstanceTypes = new OptionalKind<>(VirtualMachineClusterInstancetype.class, client, sources, news);
        revisions = new OptionalKind<>(InstanceTypeRevision.class, client, sources, news);
        networks = new OptionalKind<>(NetworkAttachmentDefinition.class, client, sources, news);
        all = new OptionalKinds(
                List.of(virtualMachines, instances, instanceTypes, clusterInstanceTypes, revisions, networks));
    }

    /** Asks which of the kinds are served. To be called every ten seconds or so. */
    public void look() {
        all.look();
    }

    /**
     * Waits until what is served is listed: else whoever starts would say of everything that it isn't there.
     *
     * @param besides what else is waited for
     */
    public void awaitListed(Duration patience, CompletableFuture<?> besides) {
        CompletableFuture<?>[] listings = listings(besides);
        try {
            CompletableFuture.allOf(listings).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.atWarn()
                    .addKeyValue("seconds", patience.toSeconds())
                    .log(
                            "Not everything that AccelNetVMs may refer to is listed; they wait, and everything else goes on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<?>[] listings(CompletableFuture<?> besides) {
        return Stream.concat(all.listings(), Stream.of(besides)).toArray(CompletableFuture<?>[]::new);
    }

    /** All objects that are known now. */
    public KubeVirtObjects objects() {
        return new KubeVirtObjects(
                virtualMachines.objects(),
                instances.objects(),
                instanceTypes.objects(),
                clusterInstanceTypes.objects(),
                revisions.objects(),
                networks.objects());
    }

    /** The informers of the kinds that are watched. */
    public Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> informers() {
        return all.informers();
    }

    /** Waits for no list any longer. The watches end with their controller. */
    @Override
    public void close() {
        all.close();
    }
}

package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.HostObjects;
import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import io.accelnet.operator.planning.CacheNews;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventSourceManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Watches what other projects say of the ports of Nodes. None of these kinds needs to be installed, and each may be installed or
 * removed while the operator runs.
 */
public final class HostWatches implements AutoCloseable {
    private final OptionalKind<SriovNetworkNodeState> states;
    private final Optional<OptionalKind<NodeFeature>> features;
    private final OptionalKinds all;

    /**
     * Watches nothing until it is told to look.
     *
     * @param controller the controller to which the watches belong
     * @param features whether NodeFeatures are watched too, which are large
     */
    public HostWatches(
            KubernetesClient client, CacheNews news, RegisteredController<AccelNetVM> controller, boolean features) {
        EventSourceManager<AccelNetVM> sources = ((Controller<AccelNetVM>) controller).getEventSourceManager();
        this.states = new OptionalKind<>(SriovNetworkNodeState.class, client, sources, news);
        this.features =
                features ? Optional.of(new OptionalKind<>(NodeFeature.class, client, sources, news)) : Optional.empty();
        this.all = new OptionalKinds(Stream.<OptionalKind<?>>concat(Stream.of(states), this.features.stream())
                .toList());
    }

    /** Asks which of the kinds are served. To be called every ten seconds or so. */
    public void look() {
        all.look();
    }

    /** Whether all that is served is listed. */
    public boolean isKnown() {
        return all.isKnown();
    }

    /** All objects that are known now. */
    public HostObjects objects() {
        return new HostObjects(
                states.objects(), features.map(OptionalKind::objects).orElse(Listing.of(List.of())));
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

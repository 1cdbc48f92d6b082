package io.accelnet.operator.gather;

import io.accelnet.operator.gather.kubevirt.Listing;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.accelnet.operator.gather.nfd.NodeFeature;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import java.util.List;

/**
 * What other projects say of the ports of Kubernetes Nodes.
 *
 * @param states all SriovNetworkNodeStates
 * @param features all NodeFeatures
 */
public record HostObjects(Listing<SriovNetworkNodeState> states, Listing<NodeFeature> features) {
    /** The kinds. */
    public static final List<Class<? extends ReferencedObject<?, ?>>> KINDS =
            List.of(SriovNetworkNodeState.class, NodeFeature.class);

    /** Where these are all objects that there are; those of other kinds don't matter. */
    public static HostObjects of(List<? extends ReferencedObject<?, ?>> objects) {
        return new HostObjects(
                Listing.of(objects.stream()
                        .filter(SriovNetworkNodeState.class::isInstance)
                        .map(SriovNetworkNodeState.class::cast)
                        .toList()),
                Listing.of(objects.stream()
                        .filter(NodeFeature.class::isInstance)
                        .map(NodeFeature.class::cast)
                        .toList()));
    }

    /** Where both kinds are known, and there is no object. */
    public static final HostObjects NONE = new HostObjects(Listing.of(List.of()), Listing.of(List.of()));
}

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

    /** Where both kinds are known, and there is no object. */
    public static final HostObjects NONE = new HostObjects(Listing.of(List.of()), Listing.of(List.of()));
}

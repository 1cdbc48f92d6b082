package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.operator.gather.Trimming;
import io.fabric8.kubernetes.api.model.Node;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;

/**
 * Writes the status of AccelNetNodes: the ledger, what is used and free, and what was found about each adapter. It watches
 * Kubernetes Nodes, which say whether hosts are up.
 */
@ControllerConfiguration(name = "accelnetnode")
public final class AccelNetNodeReconciler extends WatchingReconciler<AccelNetNode, Node> {
    /** A reconciler that works with this. */
    public AccelNetNodeReconciler(ReconcileContext context) {
        super(AccelNetNode.class, Node.class, Trimming::node, context);
    }

    @Override
    public void configure(ControllerConfigurationOverrider<AccelNetNode> configuration) {
        super.configure(configuration);
        configuration.withItemStore(new TransformingItemStore<>(Trimming::accelNetNode));
    }
}

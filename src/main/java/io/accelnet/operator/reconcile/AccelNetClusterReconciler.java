package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;

/** Writes the status of AccelNetClusters: the reserve, the checks, and the counts. */
@ControllerConfiguration(name = "accelnetcluster")
public final class AccelNetClusterReconciler extends StatusReconciler<AccelNetCluster> {
    /** A reconciler that works with this. */
    public AccelNetClusterReconciler(ReconcileContext context) {
        super(AccelNetCluster.class, context);
    }
}

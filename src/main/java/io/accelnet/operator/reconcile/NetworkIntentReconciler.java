package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.NetworkIntent;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;

/** Writes the status of NetworkIntents: which of its types and adapters an intent has. */
@ControllerConfiguration(name = "networkintent")
public final class NetworkIntentReconciler extends StatusReconciler<NetworkIntent> {
    /** A reconciler that works with this. */
    public NetworkIntentReconciler(ReconcileContext context) {
        super(NetworkIntent.class, context);
    }
}

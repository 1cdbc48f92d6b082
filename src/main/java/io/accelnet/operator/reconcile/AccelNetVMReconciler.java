package io.accelnet.operator.reconcile;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.gather.Trimming;
import io.fabric8.kubernetes.api.model.Namespace;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;

/**
 * Writes the status of AccelNetVMs: the virtual functions that a stored ledger has for them, or why there are none. It watches
 * Namespaces, whose labels say which clusters serve them.
 */
@ControllerConfiguration(name = "accelnetvm")
public final class AccelNetVMReconciler extends WatchingReconciler<AccelNetVM, Namespace> {
    /** A reconciler that works with this. */
    public AccelNetVMReconciler(ReconcileContext context) {
        super(AccelNetVM.class, Namespace.class, Trimming::namespace, context);
    }
}

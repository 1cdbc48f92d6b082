/**
 * The Java Operator SDK's side: one reconciler for each kind. A reconciler writes what the newest plan wants of one object,
 * and decides nothing. {@link io.accelnet.operator.reconcile.StatusReconciler} is the place to start.
 */
@NullMarked
package io.accelnet.operator.reconcile;

import org.jspecify.annotations.NullMarked;

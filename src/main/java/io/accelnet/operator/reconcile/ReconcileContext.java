package io.accelnet.operator.reconcile;

import io.accelnet.operator.apply.EventWriter;
import io.accelnet.operator.apply.StatusWriter;
import io.accelnet.operator.planning.Assumed;
import io.accelnet.operator.planning.CacheNews;
import io.accelnet.operator.planning.ChangeQueue;

/**
 * What all reconcilers work with.
 *
 * @param queue says what is wanted of an object, and is told how that ended
 * @param news is told what the caches see
 * @param assumed knows our own writes that the caches don't show yet
 * @param writer writes statuses
 * @param events tells people
 */
public record ReconcileContext(
        ChangeQueue queue, CacheNews news, Assumed assumed, StatusWriter writer, EventWriter events) {}

package io.accelnet.operator.metrics;

import io.accelnet.operator.runtime.WatchHealth.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the process says of itself when it is asked.
 *
 * @param leads whether it is the one that plans and writes
 * @param problems how many things it can't do at the moment
 * @param newsWaits how long the oldest news has waited for a plan that succeeds; zero if none waits
 * @param pendingWrites how many objects' statuses wait to be written
 * @param refused how many objects of each kind the API server refused last
 * @param heldBack how many objects of each kind aren't written as others of the kind are refused
 * @param watches the kinds that are watched
 */
public record ProcessFigures(
        boolean leads,
        int problems,
        Duration newsWaits,
        int pendingWrites,
        Map<String, Integer> refused,
        Map<String, Integer> heldBack,
        List<Watch> watches) {}

package io.accelnet.cli.manifest;

import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.ObjectKey;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What files hold.
 *
 * @param objects the objects, in the order in which they are written
 * @param referenced what references are resolved from, as it is written; empty unless it was asked for
 * @param others objects of the further kinds that were asked for
 * @param places where each object is written
 * @param passedOver how many objects of other kinds there are, by kind
 * @param problems what is wrong, by file and line; if there are any, some objects are missing
 */
public record Loaded(
        ClusterObjects objects,
        List<Map<String, @Nullable Object>> referenced,
        List<ReferencedObject<?, ?>> others,
        Map<ObjectKey, SourceLocation> places,
        SortedMap<String, Integer> passedOver,
        List<Problem> problems) {}

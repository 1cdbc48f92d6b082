package io.accelnet.operator.gather;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.api.v1alpha1.QueuePairs;
import io.accelnet.api.v1alpha1.UnsupportedAdapters;
import io.accelnet.api.v1alpha1.UnsupportedNodes;
import io.accelnet.plan.Level;
import io.accelnet.plan.PortPolicy;
import io.accelnet.plan.snapshot.ClusterDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** AccelNetClusters. What is absent here the schema defaults too; an object stored before a default existed lacks it. */
final class Clusters {
    private static final int DEFAULT_PERCENTAGE = 50;
    private static final int DEFAULT_LOW = 1;
    private static final int DEFAULT_MEDIUM = 2;
    private static final int DEFAULT_HIGH = 4;

    private Clusters() {}

    static ClusterDefinition read(AccelNetCluster cluster) {
        AccelNetClusterSpec spec = cluster.getSpec();
        return new ClusterDefinition(
                cluster.getMetadata().getName(),
                Meta.created(cluster),
                spec.allIntentNames(),
                Optional.ofNullable(spec.portPolicy()).map(PortPolicies::read).orElse(PortPolicy.ANY),
                orElse(spec.nodeReservePercentage(), DEFAULT_PERCENTAGE),
                Selectors.read(spec.nodeSelector()),
                queuePairs(spec.queuePairs()),
                spec.unsupportedNodes() == UnsupportedNodes.EXCLUDE,
                spec.unsupportedAdapters() == UnsupportedAdapters.EXCLUDE,
                Selectors.read(spec.allowedNamespaces()),
                limit(spec.maxVirtualFunctionsPerNamespace()));
    }

    private static Map<Level, Integer> queuePairs(@Nullable QueuePairs said) {
        QueuePairs pairs = said == null ? new QueuePairs(null, null, null) : said;
        return Map.of(
                Level.LOW, orElse(pairs.low(), DEFAULT_LOW),
                Level.MEDIUM, orElse(pairs.medium(), DEFAULT_MEDIUM),
                Level.HIGH, orElse(pairs.high(), DEFAULT_HIGH));
    }

    private static int orElse(@Nullable Integer said, int otherwise) {
        return said == null ? otherwise : said;
    }

    private static OptionalInt limit(@Nullable Integer said) {
        return said == null ? OptionalInt.empty() : OptionalInt.of(said);
    }
}

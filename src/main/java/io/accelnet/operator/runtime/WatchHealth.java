package io.accelnet.operator.runtime;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the SDK's informers follow the API server. They try again by themselves, and pings find connections that have died. One
 * that stays away although the API server answers is beyond that, and a restart is all that is left.
 */
public final class WatchHealth {
    private static final Logger LOG = LoggerFactory.getLogger(WatchHealth.class);
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(2);

    private final Supplier<Map<String, InformerWrappingEventSourceHealthIndicator<?>>> sources;
    private final KubernetesClient client;
    private final InstantSource clock;
    private final Map<String, Instant> awaySince = new TreeMap<>();
    private volatile List<String> stuck = List.of();

    /**
     * Looks when it is asked to.
     *
     * @param sources the informers, by what they watch
     * @param clock mustn't jump
     */
    public WatchHealth(
            Supplier<Map<String, InformerWrappingEventSourceHealthIndicator<?>>> sources,
            KubernetesClient client,
            InstantSource clock) {
        this.sources = sources;
        this.client = client;
        this.clock = clock;
    }

    /** Which kinds aren't listed or watched. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        new TreeMap<>(sources.get())
                .forEach((what, source) -> source.informerHealthIndicators().values().stream()
                        .filter(informer -> !isWell(informer))
                        .map(informer -> what + (informer.hasSynced() ? " aren't watched" : " aren't listed yet"))
                        .forEach(problems::add));
        return problems;
    }

    /** What only a restart can mend. */
    public List<String> stuck() {
        return stuck;
    }

    /** Looks once; to be called every ten seconds or so. */
    public void look() {
        Instant now = clock.instant();
        Map<String, InformerWrappingEventSourceHealthIndicator<?>> all = sources.get();
        awaySince.keySet().retainAll(all.keySet());
        all.forEach((what, source) -> {
            if (source.informerHealthIndicators().values().stream().anyMatch(WatchHealth::hasGone)) {
                awaySince.putIfAbsent(what, now);
            } else {
                awaySince.remove(what);
            }
        });
        List<String> lost = awaySince.entrySet().stream()
                .filter(away -> Duration.between(away.getValue(), now).compareTo(GIVE_UP_AFTER) > 0)
                .map(away -> away.getKey() + " haven't been watched for "
                        + Duration.between(away.getValue(), now).toSeconds() + " s")
                .toList();
        stuck = lost.isEmpty() || !answers() ? List.of() : lost;
    }

    /** One that is still listing isn't lost, however long that takes. */
    private static boolean hasGone(InformerHealthIndicator informer) {
        return !informer.isRunning() || (informer.hasSynced() && !informer.isWatching());
    }

    private static boolean isWell(InformerHealthIndicator informer) {
        return informer.isRunning() && informer.hasSynced() && informer.isWatching();
    }

    private boolean answers() {
        try {
            client.getKubernetesVersion();
            return true;
        } catch (KubernetesClientException e) {
            LOG.debug("The API server doesn't answer either", e);
            return false;
        }
    }
}

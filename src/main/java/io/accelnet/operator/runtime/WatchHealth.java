package io.accelnet.operator.runtime;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.operator.apply.Failures;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the SDK's informers follow the API server. They try again by themselves, and pings find connections that have died. One
 * that stays away although the API server answers is beyond that, and a restart is all that is left.
 */
public final class WatchHealth {
    private static final Logger LOG = LoggerFactory.getLogger(WatchHealth.class);
    private static final String OURS = HasMetadata.getGroup(AccelNetVM.class);
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(2);

    private final Supplier<Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>>> sources;
    private final KubernetesClient client;
    private final InstantSource clock;
    private final Map<String, Instant> awaySince = new ConcurrentHashMap<>();
    private final Map<String, Integer> looksUnlisted = new TreeMap<>();
    private final Map<String, String> unlisted = new ConcurrentHashMap<>();
    private volatile List<String> stuck = List.of();

    /**
     * A kind that is watched.
     *
     * @param resource its plural
     * @param isUp whether all objects are listed and watched
     * @param away for how long they haven't been watched, as far as was looked; zero if they are
     */
    public record Watch(String resource, boolean isUp, Duration away) {}

    /**
     * Looks when it is asked to.
     *
     * @param sources the informers of each kind; none for a kind whose informers haven't begun. A kind that isn't installed any
     *     more isn't among them, and isn't missed
     * @param clock mustn't jump
     */
    public WatchHealth(
            Supplier<Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>>> sources,
            KubernetesClient client,
            InstantSource clock) {
        this.sources = sources;
        this.client = client;
        this.clock = clock;
    }

    /** Which kinds aren't listed or watched, and why as far as it is known. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        sources.get().forEach((kind, informers) -> {
            String plural = HasMetadata.getPlural(kind);
            if (informers.isEmpty() || !informers.stream().allMatch(InformerHealthIndicator::hasSynced)) {
                @Nullable String why = unlisted.get(plural);
                problems.add(plural + " aren't listed yet" + (why == null ? "" : ": " + why));
            } else if (!informers.stream().allMatch(WatchHealth::isWell)) {
                problems.add(plural + " aren't watched");
            }
        });
        return problems.stream().sorted().toList();
    }

    /** All kinds that are watched, or should be, by name. */
    public List<Watch> watches() {
        Instant now = clock.instant();
        List<Watch> watches = new ArrayList<>();
        sources.get().forEach((kind, informers) -> {
            String plural = HasMetadata.getPlural(kind);
            boolean isUp = !informers.isEmpty() && informers.stream().allMatch(WatchHealth::isWell);
            @Nullable Instant since = awaySince.get(plural);
            watches.add(new Watch(plural, isUp, isUp || since == null ? Duration.ZERO : Duration.between(since, now)));
        });
        watches.sort(Comparator.comparing(Watch::resource));
        return List.copyOf(watches);
    }

    /** What only a restart can mend. */
    public List<String> stuck() {
        return stuck;
    }

    /** Looks once; to be called every ten seconds or so. */
    public void look() {
        Instant now = clock.instant();
        Map<Class<? extends HasMetadata>, Collection<? extends InformerHealthIndicator>> watched = sources.get();
        Set<String> plurals =
                watched.keySet().stream().map(HasMetadata::getPlural).collect(Collectors.toSet());
        awaySince.keySet().retainAll(plurals);
        looksUnlisted.keySet().retainAll(plurals);
        watched.forEach((kind, informers) -> {
            String plural = HasMetadata.getPlural(kind);
            if (informers.stream().anyMatch(WatchHealth::hasGone)) {
                awaySince.putIfAbsent(plural, now);
            } else {
                awaySince.remove(plural);
            }
            if (informers.stream().allMatch(InformerHealthIndicator::hasSynced) && !informers.isEmpty()) {
                unlisted.remove(plural);
                looksUnlisted.remove(plural);
            } else if (looksUnlisted.merge(plural, 1, Integer::sum) > 1) {
                askWhy(kind, plural);
            }
        });
        List<String> lost = awaySince.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(away -> Duration.between(away.getValue(), now).compareTo(GIVE_UP_AFTER) > 0)
                .map(away -> away.getKey() + " haven't been watched for "
                        + Duration.between(away.getValue(), now).toSeconds() + " s")
                .toList();
        stuck = lost.isEmpty() || !answers() ? List.of() : lost;
    }

    /** The SDK doesn't say why a list fails, and goes on trying: so the same is asked once more, for one object. */
    private void askWhy(Class<? extends HasMetadata> kind, String plural) {
        try {
            client.resources(kind)
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder().withLimit(1L).build());
            unlisted.remove(plural);
        } catch (RuntimeException e) {
            String why = e instanceof KubernetesClientException answer
                            && answer.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                            && OURS.equals(HasMetadata.getGroup(kind))
                    ? "the API server doesn't know them. Install the CRDs: kubectl apply --server-side -k crds"
                    : Failures.describe(e);
            if (!why.equals(unlisted.put(plural, why))) {
                LOG.atWarn().addKeyValue("kind", plural).addKeyValue("why", why).log("A kind can't be listed");
            }
        }
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

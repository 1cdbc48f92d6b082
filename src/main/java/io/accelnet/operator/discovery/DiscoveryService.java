package io.accelnet.operator.discovery;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.discovery.Discovery.Apply;
import io.accelnet.operator.discovery.Discovery.Wanted;
import io.accelnet.operator.planning.Backoff;
import io.accelnet.operator.planning.Signal;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, keeps and deletes AccelNetNodes as {@link Discovery} says, on one thread. It applies without force: what another manager
 * owns is never taken from it. An object that changes while it is written is looked at again when the watch tells of it.
 */
public final class DiscoveryService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryService.class);
    private static final ResourceDefinitionContext KIND =
            ResourceDefinitionContext.fromResourceType(AccelNetNode.class);

    /** So that a burst of events is one look, and what was written has been told by the watch. */
    private static final Duration SHORTEST_GAP = Duration.ofMillis(200);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    /** The watch tells within this time of an object that was made; if it doesn't, the object may be gone again. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(10);

    private static final Duration FAREWELL = Duration.ofSeconds(10);

    /**
     * What was sent for an object, over which version of it. Until the watch shows another version, the same isn't sent again.
     *
     * @param version the version that it was decided from; empty if there was no object
     * @param fields what was sent
     * @param until so long the same isn't sent again
     */
    private record Sent(String version, AppliedFields fields, Instant until) {
        boolean isNew() {
            return version.isEmpty();
        }
    }

    /**
     * A request that failed.
     *
     * @param node the AccelNetNode
     * @param code what the API server answered; 0 if it didn't
     * @param why what it said
     */
    private record Failure(String node, int code, String why) {
        private static final int NOT_SENT = -1;

        /** It wasn't sent, since this operator doesn't lead at the moment. Later it may again, and nothing else may tell of the host. */
        static Failure notSent(String node) {
            return new Failure(node, NOT_SENT, "this operator doesn't lead");
        }

        boolean isNotSent() {
            return code == NOT_SENT;
        }

        /** Somebody else was faster, of which the watch tells. */
        boolean isConflict() {
            return code == HttpURLConnection.HTTP_CONFLICT;
        }

        boolean isForbidden() {
            return code == HttpURLConnection.HTTP_FORBIDDEN;
        }
    }

    private final DiscoverySettings settings;
    private final Supplier<Optional<Hosts>> hosts;
    private final KubernetesClient client;
    private final Signal signal;
    private final BooleanSupplier leads;
    private final Executor pool;
    private final InstantSource clock;
    private final InstantSource timeOfDay;
    private final Thread thread;

    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private volatile @Nullable String problem;
    private int inARow;
    private boolean isForbidden;
    private Instant notBefore = Instant.MIN;
    private Instant againAt = Instant.MIN;

    /**
     * Looks as soon as it is started.
     *
     * @param hosts what is seen of all hosts; empty while not everything is listed
     * @param signal says that there is news of them
     * @param leads whether this is the operator that writes
     * @param pool on which requests are made
     * @param clock must not jump
     * @param timeOfDay may jump
     */
    public DiscoveryService(
            DiscoverySettings settings,
            Supplier<Optional<Hosts>> hosts,
            KubernetesClient client,
            Signal signal,
            BooleanSupplier leads,
            Executor pool,
            InstantSource clock,
            InstantSource timeOfDay) {
        this.settings = settings;
        this.hosts = hosts;
        this.client = client;
        this.signal = signal;
        this.leads = leads;
        this.pool = pool;
        this.clock = clock;
        this.timeOfDay = timeOfDay;
        this.thread = Thread.ofPlatform().name("accelnet-discovery").daemon().unstarted(this::run);
    }

    /** Begins, unless it is switched off. */
    public void start() {
        if (settings.enabled()) {
            thread.start();
        }
    }

    /** What keeps AccelNetNodes from being as they should. */
    public List<String> problems() {
        return Optional.ofNullable(problem).stream().toList();
    }

    /** Looks no more, and lets the writes end that are under way. */
    @Override
    public void close() {
        stopping = true;
        signal.mention();
        try {
            if (thread.isAlive() && !thread.join(FAREWELL)) {
                LOG.warn("Discovery hasn't ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                Instant now = clock.instant();
                Instant due = againAt.isBefore(notBefore) ? notBefore : againAt;
                Duration wait =
                        Duration.between(now, due.isBefore(now.plus(LONGEST_WAIT)) ? due : now.plus(LONGEST_WAIT));
                if (signal.await(wait.isNegative() ? Duration.ZERO : wait)) {
                    againAt = Instant.MIN;
                }
                if (!leads.getAsBoolean()) {
                    sent.clear();
                    againAt = Instant.MIN;
                    notBefore = clock.instant().plus(LONGEST_WAIT);
                } else if (!stopping
                        && !clock.instant().isBefore(againAt)
                        && !clock.instant().isBefore(notBefore)) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        notBefore = clock.instant().plus(SHORTEST_GAP);
        againAt = clock.instant().plus(LONGEST_WAIT);
        try {
            hosts.get().ifPresent(this::look);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Hosts can't be discovered, which is tried again");
            tell("hosts can't be discovered: " + Failures.describe(e));
            again();
        }
    }

    private void look(Hosts found) {
        found.accelNetNodes().forEach(node -> seen(node.getMetadata().getName()));
        Instant now = timeOfDay.instant();
        Wanted wanted = Discovery.decide(settings, found, now);
        againAt = wanted.again()
                .map(then -> clock.instant().plus(Duration.between(now, then)))
                .orElse(Instant.MAX);
        List<Supplier<Optional<Failure>>> requests = new ArrayList<>();
        for (Apply apply : wanted.applied()) {
            if (!isSent(apply)) {
                requests.add(() -> attempt(apply.name(), () -> tryToApply(apply)));
            }
        }
        for (AccelNetNode gone : wanted.deleted()) {
            String name = gone.getMetadata().getName();
            requests.add(() -> attempt(name, () -> tryToDelete(name)));
        }
        List<Failure> failures = send(requests);
        unseen(wanted).filter(then -> then.isBefore(againAt)).ifPresent(then -> againAt = then);
        ended(failures);
    }

    /** What was made is there. If it is gone at a later look, somebody has deleted it, and the same is made once more. */
    private void seen(String name) {
        Optional.ofNullable(sent.get(name)).filter(Sent::isNew).ifPresent(before -> sent.remove(name, before));
    }

    /** When it is asked for what was made and hasn't been seen yet; empty if all was seen. */
    private Optional<Instant> unseen(Wanted wanted) {
        return wanted.applied().stream()
                .flatMap(apply -> Stream.ofNullable(sent.get(apply.name())))
                .filter(Sent::isNew)
                .map(Sent::until)
                .min(Instant::compareTo);
    }

    /** While a right is missing, one try shows whether it still is. */
    private List<Failure> send(List<Supplier<Optional<Failure>>> requests) {
        Optional<Failure> first =
                isForbidden && !requests.isEmpty() ? requests.removeFirst().get() : Optional.empty();
        if (first.filter(Failure::isForbidden).isPresent()) {
            return first.stream().toList();
        }
        List<CompletableFuture<Optional<Failure>>> others = requests.stream()
                .map(request -> CompletableFuture.supplyAsync(request, pool))
                .toList();
        // It may have failed for something else, and then counts as all others do.
        return Stream.concat(
                        first.stream(),
                        others.stream().map(CompletableFuture::join).flatMap(Optional::stream))
                .toList();
    }

    private void ended(List<Failure> failures) {
        boolean isComplete = failures.stream().noneMatch(Failure::isNotSent);
        isForbidden = failures.stream().anyMatch(Failure::isForbidden) || (isForbidden && !isComplete);
        List<Failure> told = failures.stream()
                .filter(failure -> !failure.isConflict() && !failure.isNotSent())
                .toList();
        if (told.isEmpty() && isComplete) {
            problem = null;
        } else if (!told.isEmpty()) {
            String more = told.size() > 1 ? ", and " + (told.size() - 1) + " more likewise" : "";
            tell("AccelNetNode " + told.getFirst().node() + " can't be kept as its host is" + more + ": "
                    + told.getFirst().why());
        }
        if (failures.isEmpty()) {
            inARow = 0;
        } else {
            again();
        }
    }

    private void tell(String what) {
        if (!what.equals(problem)) {
            LOG.atWarn().addKeyValue("why", what).log("Discovery has a problem, and tries again");
        }
        problem = what;
    }

    private void again() {
        notBefore = clock.instant().plus(Backoff.delay(inARow++));
        againAt = notBefore;
    }

    private boolean isSent(Apply apply) {
        @Nullable Sent before = sent.get(apply.name());
        return before != null
                && before.version().equals(version(apply))
                && before.fields().equals(apply.fields())
                && clock.instant().isBefore(before.until());
    }

    private static String version(Apply apply) {
        return apply.existing()
                .map(existing -> existing.getMetadata().getResourceVersion())
                .orElse("");
    }

    /** What waits, or has only read so far, while this operator ends or leads no longer, isn't done. */
    private boolean writes() {
        return !stopping && leads.getAsBoolean();
    }

    /**
     * Why it failed; empty if it didn't.
     *
     * @param request makes the request; false if it wasn't sent after all
     */
    private Optional<Failure> attempt(String name, BooleanSupplier request) {
        try {
            return writes() && request.getAsBoolean() ? Optional.empty() : Optional.of(Failure.notSent(name));
        } catch (KubernetesClientException e) {
            return Optional.of(new Failure(name, e.getCode(), Failures.describe(e)));
        } catch (RuntimeException e) {
            // An answer that can't be read is none, and is no matter of the other hosts.
            return Optional.of(new Failure(name, 0, Failures.describe(e)));
        }
    }

    /** Applies it; false if nothing was sent. */
    private boolean tryToApply(Apply apply) {
        boolean isNew = apply.existing().isEmpty();
        if (isNew && isThere(apply)) {
            // The watch will tell, and what others have set by then counts.
            sent.put(apply.name(), sent(apply));
            return true;
        }
        if (!writes()) {
            return false;
        }
        GenericKubernetesResource stored = apply(apply.fields());
        if (isNew && !OwnedFields.ofOthers(stored, AppliedFields.MANAGER).isEmpty()) {
            // Somebody made it at the same moment.
            apply(apply.fields().with(AppliedFields.MADE_BY_DISCOVERY, Optional.empty()));
        }
        sent.put(apply.name(), sent(apply));
        LOG.atInfo().addKeyValue("node", apply.name()).log(isNew ? "A host is discovered" : "A host has changed");
        return true;
    }

    private Sent sent(Apply apply) {
        return new Sent(
                version(apply),
                apply.fields(),
                apply.existing().isEmpty() ? clock.instant().plus(TOLD_WITHIN) : Instant.MAX);
    }

    /** Whether something that was made before, and never seen, is there. */
    private boolean isThere(Apply apply) {
        return sent.containsKey(apply.name())
                && client.resources(AccelNetNode.class).withName(apply.name()).get() != null;
    }

    private GenericKubernetesResource apply(AppliedFields fields) {
        return client.genericKubernetesResources(KIND)
                .resource(client.getKubernetesSerialization()
                        .convertValue(fields.fields(), GenericKubernetesResource.class))
                .fieldManager(AppliedFields.MANAGER)
                .serverSideApply();
    }

    /** Deletes it in the very version in which nothing speaks against it; false if nothing was sent, although that is so. */
    private boolean tryToDelete(String name) {
        if (client.nodes().withName(name).get() != null) {
            return true;
        }
        @Nullable AccelNetNode there = client.resources(AccelNetNode.class).withName(name).get();
        if (there != null && Discovery.isOver(there, timeOfDay.instant())) {
            if (!writes()) {
                return false;
            }
            client.resource(there)
                    .lockResourceVersion(there.getMetadata().getResourceVersion())
                    .delete();
            LOG.atInfo().addKeyValue("node", name).log("A host is gone for good");
        }
        return true;
    }
}

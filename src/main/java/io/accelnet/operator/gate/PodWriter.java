package io.accelnet.operator.gate;

import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.apply.Written;
import io.accelnet.plan.outcome.PodPlans;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Opens pods and deletes pods. Caches keep little of a pod, so the whole one is read first, and what is done is done to exactly the version
 * that was read: a pod that is bound or changed in between is left alone. Exceptions end here and become values.
 */
public final class PodWriter {
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;

    private final KubernetesClient client;

    /** A writer through this client. */
    public PodWriter(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Opens a pod that waits at our gate.
     *
     * @param leads whether this is the operator that writes; asked when the pod has been read
     */
    public PodWritten open(PodPlans.Opening opening, BooleanSupplier leads) {
        SortedSet<String> hostnames =
                opening.places().stream().map(PodPlans.Place::hostname).collect(Collectors.toCollection(TreeSet::new));
        return write(
                opening.pod(),
                Gate::holds,
                pod -> opening(pod, OpeningPatch.of(pod, hostnames, opening.preferred())),
                there -> there.filter(pod -> !Gate.holds(pod)).isPresent(),
                leads);
    }

    /** With a pod in hand the client doesn't read it once more. */
    private Runnable opening(Pod pod, String patch) {
        return () -> client.pods().resource(pod).patch(PatchContext.of(PatchType.JSON), patch);
    }

    /**
     * Deletes a pod that isn't bound.
     *
     * @param leads whether this is the operator that writes; asked when the pod has been read
     */
    public PodWritten delete(PodPlans.Pod which, BooleanSupplier leads) {
        return write(which, pod -> !isBound(pod), this::deletion, Optional::isEmpty, leads);
    }

    private Runnable deletion(Pod pod) {
        DeleteOptions options = new DeleteOptionsBuilder()
                .withApiVersion("v1")
                .withKind("DeleteOptions")
                .withNewPreconditions(
                        pod.getMetadata().getResourceVersion(),
                        pod.getMetadata().getUid())
                .build();
        String path = "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/"
                + pod.getMetadata().getName();
        return () -> client.raw(path, "DELETE", options);
    }

    /**
     * Does it, if it still makes sense.
     *
     * @param fits whether the pod is still one to whom this is to be done
     * @param request the request for the pod, which sends nothing before it is run
     * @param isDone whether what is there now, if anything is, says that it was done
     */
    private PodWritten write(
            PodPlans.Pod which,
            Predicate<Pod> fits,
            Function<Pod, Runnable> request,
            Predicate<Optional<Pod>> isDone,
            BooleanSupplier leads) {
        Optional<Pod> pod;
        try {
            pod = read(which);
        } catch (RuntimeException e) {
            return failure(e);
        }
        if (pod.isEmpty()) {
            return new PodWritten.Gone();
        }
        if (!fits.test(pod.get())) {
            return new PodWritten.Superseded();
        }
        Runnable made;
        try {
            made = request.apply(pod.get());
        } catch (RuntimeException e) {
            return new PodWritten.Refused("no request can be made for pod " + which.namespace() + "/" + which.name()
                    + " as it is: " + Failures.describe(e));
        }
        // To read may have taken long. Whoever leads by then plans with the pod as it is, so no version would stop
        // this.
        if (!leads.getAsBoolean()) {
            return new PodWritten.Superseded();
        }
        try {
            made.run();
            return new PodWritten.Done();
        } catch (RuntimeException e) {
            PodWritten failed = failure(e);
            boolean isOpen = failed instanceof PodWritten.Unanswered && !isToWait(e);
            return isOpen && isDone(which, isDone) ? new PodWritten.Done() : failed;
        }
    }

    private static boolean isToWait(RuntimeException e) {
        return e instanceof KubernetesClientException answer && answer.getCode() == TOO_MANY_REQUESTS;
    }

    /** It may be done although nobody said so. */
    private boolean isDone(PodPlans.Pod which, Predicate<Optional<Pod>> isDone) {
        try {
            return isDone.test(read(which));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The pod; empty if it is gone, also if there is another one of its name. */
    private Optional<Pod> read(PodPlans.Pod which) {
        return Optional.ofNullable(client.pods()
                        .inNamespace(which.namespace())
                        .withName(which.name())
                        .get())
                .filter(pod -> which.uid().equals(pod.getMetadata().getUid()));
    }

    private static boolean isBound(Pod pod) {
        return pod.getSpec().getNodeName() != null
                && !pod.getSpec().getNodeName().isEmpty();
    }

    /** An answer that can't be read is none. */
    private static PodWritten failure(RuntimeException e) {
        return e instanceof KubernetesClientException answer
                ? failure(answer)
                : new PodWritten.Unanswered(Failures.describe(e), Duration.ZERO);
    }

    private static PodWritten failure(KubernetesClientException e) {
        if (isNotApplicable(e)) {
            return new PodWritten.Superseded();
        }
        return switch (Failures.written(e)) {
            case Written.Conflict() -> new PodWritten.Superseded();
            case Written.Gone() -> new PodWritten.Gone();
            case Written.Refused refused -> new PodWritten.Refused(refused.why());
            case Written.Unanswered unanswered -> new PodWritten.Unanswered(unanswered.why(), unanswered.retryAfter());
            case Written.Stored stored -> throw new IllegalStateException("a failure is no success: " + stored);
        };
    }

    /**
     * A patch that can't be applied to the pod as it is now, or whose tests fail, is none for this pod any more. The API server answers as if
     * it wouldn't have the object, but names neither the object nor a field.
     */
    private static boolean isNotApplicable(KubernetesClientException e) {
        return e.getCode() == UNPROCESSABLE
                && Optional.ofNullable(e.getStatus())
                        .map(Status::getDetails)
                        .filter(details -> details.getKind() != null
                                || !details.getCauses().isEmpty())
                        .isEmpty();
    }
}

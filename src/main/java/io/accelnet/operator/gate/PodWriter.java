package io.accelnet.operator.gate;

import io.accelnet.operator.apply.Failures;
import io.accelnet.operator.apply.Written;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Opens pods and deletes pods, each over exactly the version that was read: a pod that was bound in between is neither. Exceptions end here
 * and become values.
 */
public final class PodWriter {
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;

    private final KubernetesClient client;

    /** A writer through this client. */
    public PodWriter(KubernetesClient client) {
        this.client = client;
    }

    /** Opens a pod. */
    public PodWritten open(Opening opening) {
        return write(
                () -> client.pods()
                        .inNamespace(opening.namespace())
                        .withName(opening.name())
                        .patch(PatchContext.of(PatchType.JSON), opening.patch()),
                opening.namespace(),
                opening.name(),
                there -> there.filter(pod -> isUid(pod, opening.uid()) && !Gate.holds(pod))
                        .isPresent());
    }

    /**
     * Deletes a pod, if it is still as it was read. One that was bound since then is left alone.
     *
     * @param pod as it was read, with its UID and its version
     */
    public PodWritten delete(Pod pod) {
        String namespace = pod.getMetadata().getNamespace();
        String name = pod.getMetadata().getName();
        String uid = pod.getMetadata().getUid();
        DeleteOptions options = new DeleteOptionsBuilder()
                .withApiVersion("v1")
                .withKind("DeleteOptions")
                .withNewPreconditions(pod.getMetadata().getResourceVersion(), uid)
                .build();
        return write(
                () -> client.raw("/api/v1/namespaces/" + namespace + "/pods/" + name, "DELETE", options),
                namespace,
                name,
                there -> there.filter(found -> isUid(found, uid)).isEmpty());
    }

    private PodWritten write(Runnable request, String namespace, String name, Predicate<Optional<Pod>> isDone) {
        try {
            request.run();
            return new PodWritten.Done();
        } catch (KubernetesClientException e) {
            PodWritten failed = failure(e);
            boolean isOpen = failed instanceof PodWritten.Unanswered && e.getCode() != TOO_MANY_REQUESTS;
            return isOpen && isDone(namespace, name, isDone)
                    ? new PodWritten.Done()
                    : failed;
        }
    }

    /** It may be done although nobody said so. */
    private boolean isDone(String namespace, String name, Predicate<Optional<Pod>> isDone) {
        try {
            return isDone.test(Optional.ofNullable(
                    client.pods().inNamespace(namespace).withName(name).get()));
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private static boolean isUid(Pod pod, String uid) {
        return uid.equals(pod.getMetadata().getUid());
    }

    private static PodWritten failure(KubernetesClientException e) {
        if (isNotApplicable(e)) {
            return new PodWritten.Superseded();
        }
        return switch (Failures.written(e)) {
            case Written.Conflict() -> new PodWritten.Superseded();
            case Written.Gone() -> new PodWritten.Gone();
            case Written.Refused refused -> new PodWritten.Refused(refused.why());
            case Written.Unanswered unanswered ->
                new PodWritten.Unanswered(unanswered.why(), unanswered.retryAfter());
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

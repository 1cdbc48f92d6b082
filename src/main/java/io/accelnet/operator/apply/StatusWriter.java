package io.accelnet.operator.apply;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.operator.gather.Trimming;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes one status, over exactly the version that the plan was made from. Exceptions end here and become values. */
public final class StatusWriter {
    private static final int TOO_MANY_REQUESTS = 429;

    private final KubernetesClient client;

    /** A writer through this client. */
    public StatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** Writes it. */
    public <S> Written write(StatusChange<S> change) {
        try {
            return whole(change);
        } catch (KubernetesClientException e) {
            Written written = Failures.written(e);
            boolean isOpen = written instanceof Written.Unanswered && e.getCode() != TOO_MANY_REQUESTS;
            return isOpen && change.isOfLedger() ? readBack(change, written) : written;
        }
    }

    /**
     * A ledger may be stored although nobody said so, and the watch may tell of it only after the next plan has begun, which would miss
     * it. What is still on its way when we look, the version check keeps from being written twice.
     */
    private <S> Written readBack(StatusChange<S> change, Written unanswered) {
        try {
            @Nullable CustomResource<?, S> there = client.resource(body(change)).get();
            return there != null
                            && Objects.equals(
                                    change.object().getMetadata().getUid(),
                                    there.getMetadata().getUid())
                            && change.desired().equals(there.getStatus())
                    ? new Written.Stored(Trimming.ours(there))
                    : unanswered;
        } catch (KubernetesClientException e) {
            return unanswered;
        }
    }

    private <S> Written whole(StatusChange<S> change) {
        try {
            CustomResource<?, S> stored = client.resource(body(change)).updateStatus();
            if (change.desired().equals(stored.getStatus())) {
                return new Written.Stored(Trimming.ours(stored));
            }
            return new Written.Refused("the API server stored another status than the one that was written");
        } catch (KubernetesClientException e) {
            if (isTooLarge(e)) {
                return tooLarge(change, e);
            }
            throw e;
        }
    }

    /** etcd's limit on requests comes through as an internal error, but waiting doesn't help against it. */
    private static boolean isTooLarge(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_ENTITY_TOO_LARGE
                || (e.getCode() == HttpURLConnection.HTTP_INTERNAL_ERROR
                        && Failures.describe(e).contains("request is too large"));
    }

    /** A ledger that doesn't fit holds up nothing that makes it smaller; the watch tells the next plan of that. */
    private <S> Written tooLarge(StatusChange<S> change, KubernetesClientException e) {
        Releases.of(change)
                .ifPresent(smaller -> client.resource(
                                body(new StatusChange<>((AccelNetNode) change.object(), smaller, List.of(), List.of())))
                        .updateStatus());
        return new Written.Refused(Failures.describe(e), true);
    }

    /** The API server takes from it what names the object, its version and its status, and nothing else. */
    private static <S> CustomResource<?, S> body(StatusChange<S> change) {
        CustomResource<?, S> body = empty(change.object());
        body.setMetadata(new ObjectMetaBuilder()
                .withNamespace(change.object().getMetadata().getNamespace())
                .withName(change.object().getMetadata().getName())
                .withUid(change.object().getMetadata().getUid())
                .withResourceVersion(change.version())
                .build());
        body.setStatus(change.desired());
        return body;
    }

    @SuppressWarnings("unchecked")
    private static <S> CustomResource<?, S> empty(CustomResource<?, S> like) {
        try {
            return like.getClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every kind has a constructor without parameters", e);
        }
    }
}

package io.accelnet.operator.apply;

import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words for what went wrong between us and the API server. */
public final class Failures {
    private static final int LONGEST = 300;
    private static final int TOO_MANY_REQUESTS = 429;

    private Failures() {}

    /** One line, with the cause that says most. */
    public static String describe(Throwable failure) {
        StringBuilder text = new StringBuilder(message(failure));
        @Nullable Throwable cause = failure.getCause();
        while (cause != null) {
            if (cause instanceof IOException && text.indexOf(message(cause)) < 0) {
                text.append(": ").append(message(cause));
            }
            cause = cause.getCause();
        }
        return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST) + "…";
    }

    /** How a write ended that the API server didn't take, as far as its answer says it. */
    public static Written written(KubernetesClientException e) {
        int code = e.getCode();
        return switch (code) {
            case HttpURLConnection.HTTP_CONFLICT -> new Written.Conflict();
            case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_GONE -> new Written.Gone();
            default -> {
                boolean refused = code >= HttpURLConnection.HTTP_BAD_REQUEST
                        && code < HttpURLConnection.HTTP_INTERNAL_ERROR
                        && code != TOO_MANY_REQUESTS
                        && code != HttpURLConnection.HTTP_CLIENT_TIMEOUT;
                yield refused ? new Written.Refused(describe(e)) : new Written.Unanswered(describe(e), retryAfter(e));
            }
        };
    }

    private static Duration retryAfter(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(status -> status.getDetails())
                .map(StatusDetails::getRetryAfterSeconds)
                .map(Duration::ofSeconds)
                .orElse(Duration.ZERO);
    }

    private static String message(Throwable failure) {
        if (failure instanceof KubernetesClientException refused
                && refused.getStatus() != null
                && refused.getStatus().getMessage() != null) {
            return refused.getStatus().getMessage() + " (" + refused.getCode() + ")";
        }
        @Nullable String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}

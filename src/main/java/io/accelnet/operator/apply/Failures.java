package io.accelnet.operator.apply;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Words for what went wrong between us and the API server. */
public final class Failures {
    private static final int LONGEST = 300;

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

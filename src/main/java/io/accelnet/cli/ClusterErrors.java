package io.accelnet.cli;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Says why a cluster doesn't answer, and what to do about it. */
final class ClusterErrors {
    private ClusterErrors() {}

    /** One sentence, or two. */
    static String sentence(KubernetesClientException failure) {
        return switch (failure.getCode()) {
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "the cluster can't be read: the API server doesn't accept who you are. Log in again, or say another --context";
            case HttpURLConnection.HTTP_NOT_FOUND ->
                "the cluster can't be read: it has no AccelNet objects. Install the operator there, or say another --context";
            default -> "the cluster can't be read: " + why(failure);
        };
    }

    private static String why(KubernetesClientException failure) {
        Optional<String> said = Optional.ofNullable(failure.getStatus()).map(Status::getMessage);
        if (said.isPresent()) {
            return said.get();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return "the API server doesn't answer. Try again, or wait longer with --request-timeout";
            }
            if (cause instanceof IOException io) {
                return "the API server doesn't answer: " + io.getMessage()
                        + ". See whether the cluster of the context is up, or say another --context";
            }
        }
        return String.valueOf(failure.getMessage());
    }
}

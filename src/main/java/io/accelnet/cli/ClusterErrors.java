package io.accelnet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.write.Refusal;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
            case HttpURLConnection.HTTP_FORBIDDEN -> "the cluster can't be read: " + missing(failure);
            default -> "the cluster can't be read: " + why(failure);
        };
    }

    private static String missing(KubernetesClientException failure) {
        String words = Refusal.words(failure);
        return words.contains("." + HasMetadata.getGroup(AccelNetCluster.class))
                ? words + ". The ClusterRole accelnet-view has it"
                : words;
    }

    private static String why(KubernetesClientException failure) {
        Optional<String> said = Optional.ofNullable(failure.getStatus()).map(Status::getMessage);
        if (said.isPresent()) {
            return failure.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR
                    ? "the API server has an error of its own (" + failure.getCode() + "): " + said.get()
                            + ". Try again; if that stays so, see its log"
                    : said.get();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return "the API server doesn't answer. Try again, or wait longer with --request-timeout";
            }
            if (cause instanceof JsonProcessingException) {
                return "what answers there isn't an API server, or its answer was damaged. See whether the server of the"
                        + " context is right";
            }
            if (cause instanceof IOException io) {
                return "the API server doesn't answer: " + io.getMessage()
                        + ". See whether the cluster of the context is up, or say another --context";
            }
        }
        return String.valueOf(failure.getMessage());
    }
}

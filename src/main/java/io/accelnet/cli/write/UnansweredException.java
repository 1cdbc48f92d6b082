package io.accelnet.cli.write;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Something was sent that changes an object, and the answer doesn't say whether it has been changed. */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Of a write.
     *
     * @param what the object, such as "AccelNetCluster east"
     * @param done what was to be done to it, such as "changed"
     * @param look the command that shows what there is
     */
    public UnansweredException(String what, String done, String look, KubernetesClientException cause) {
        super(
                "it isn't known whether " + what + " was " + done + ": "
                        + (cause.getStatus() == null
                                ? "no answer came from the API server"
                                : "the API server has an error of its own: " + Refusal.words(cause))
                        + ". Look with " + look + " before you try again",
                cause);
    }

    /** Whether this failure of a write is such a one. What is refused hasn't happened; neither has what comes too early. */
    public static boolean is(KubernetesClientException failure) {
        int code = failure.getCode();
        return code < HttpURLConnection.HTTP_BAD_REQUEST
                || code == HttpURLConnection.HTTP_CLIENT_TIMEOUT
                || code >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }
}

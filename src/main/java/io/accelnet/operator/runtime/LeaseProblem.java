package io.accelnet.operator.runtime;

import io.accelnet.operator.apply.Failures;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one line why the Lease can't be had, and what to do. The election tries every second or two: the same is said once. */
final class LeaseProblem {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseProblem.class);

    private final String namespace;
    private String said = "";
    private int saidOf;

    LeaseProblem(String namespace) {
        this.namespace = namespace;
    }

    synchronized void failed(KubernetesClientException failure) {
        if (failure.getCode() == HttpURLConnection.HTTP_CONFLICT) {
            LOG.debug("Another operator was faster to write the Lease");
            return;
        }
        String why = describe(failure);
        // Of one kind of failure the words may change from try to try.
        if (said.isEmpty() || failure.getCode() != saidOf) {
            LOG.warn(why);
        }
        said = why;
        saidOf = failure.getCode();
    }

    synchronized void over() {
        said = "";
    }

    /** What was said last, while it is so. */
    synchronized Optional<String> current() {
        return said.isEmpty() ? Optional.empty() : Optional.of(said);
    }

    String describe(KubernetesClientException failure) {
        return failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                ? "The Lease can't be created, and nothing is planned without it: there is no namespace " + namespace
                        + ". Create it (kubectl create namespace " + namespace
                        + "), or name another one with --namespace."
                : "The Lease in namespace " + namespace + " can't be had, and nothing is planned without it: "
                        + Failures.describe(failure);
    }
}

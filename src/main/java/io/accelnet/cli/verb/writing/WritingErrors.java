package io.accelnet.cli.verb.writing;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.Refusal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;

/** Tells people what of a cluster a verb that writes may not read. What becomes of the write itself, {@code ClusterWrite} tells. */
final class WritingErrors {
    /** What a verb does. */
    interface Verb {
        /** Does it, and answers the exit code. */
        int run() throws IOException;
    }

    private WritingErrors() {}

    /** Does it; a refusal is said in a sentence that names the right that is missing. */
    static int inWords(Verb verb) throws IOException {
        try {
            return verb.run();
        } catch (KubernetesClientException e) {
            throw e.getCode() == HttpURLConnection.HTTP_FORBIDDEN ? new BadRequestException(Refusal.words(e)) : e;
        }
    }
}

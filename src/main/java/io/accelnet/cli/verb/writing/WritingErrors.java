package io.accelnet.cli.verb.writing;

import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.Refusal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;

/** Tells people what the API server has refused a verb that writes. */
final class WritingErrors {
    /** What a verb does. */
    interface Verb {
        /** Does it, and answers the exit code. */
        int run() throws IOException;
    }

    private WritingErrors() {}

    /** Does it; a refusal is said in a sentence that names the right that is missing, or what is wrong. */
    static int inWords(Verb verb) throws IOException {
        try {
            return verb.run();
        } catch (KubernetesClientException e) {
            throw switch (e.getCode()) {
                case HttpURLConnection.HTTP_FORBIDDEN, HttpURLConnection.HTTP_CONFLICT, Refusal.UNPROCESSABLE ->
                    new BadRequestException(Refusal.words(e));
                default -> e;
            };
        }
    }
}

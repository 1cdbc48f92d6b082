package io.accelnet.console.action;

import io.accelnet.cli.change.Consequences;
import io.accelnet.cli.scenario.Edit;
import io.accelnet.cli.write.Refusal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * What a change of a cluster would do to whom, as far as its user may see what that depends on.
 *
 * @param consequences what it would do; empty if that can't be foreseen
 * @param unforeseen why it can't be foreseen; empty if it can
 */
record Foreseen(Optional<Consequences> consequences, Optional<String> unforeseen) {
    /** What this change of this cluster would do. */
    static Foreseen of(String cluster, Edit change, Planning planning) {
        try {
            return new Foreseen(Optional.of(planning.consequences(cluster, change)), Optional.empty());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return new Foreseen(
                    Optional.empty(),
                    Optional.of("What it would do to whom can't be foreseen: " + Refusal.words(e) + "."));
        }
    }
}

package io.accelnet.testing.kubevirt;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.function.UnaryOperator;

/** A change of a Node beside kubelet, which writes its status all the time, as kubectl makes it: again if another writer was faster. */
public final class NodeChange {
    private static final int ATTEMPTS = 10;

    private NodeChange() {}

    /**
     * Changes a Node.
     *
     * @throws KubernetesClientException if there is none, or ten writers were faster in a row
     */
    public static void apply(KubernetesClient client, String name, UnaryOperator<Node> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                client.nodes().withName(name).edit(change);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}

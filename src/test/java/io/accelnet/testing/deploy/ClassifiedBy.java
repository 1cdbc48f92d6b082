package io.accelnet.testing.deploy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.util.List;

/** Which FlowSchema the API server puts a request under. It says so in a header of every answer, also of a refusal. */
final class ClassifiedBy {
    private static final String HEADER = "X-Kubernetes-PF-FlowSchema-UID";

    private ClassifiedBy() {}

    /** The UID of the FlowSchema for a request with this client. */
    static String flowSchemaUid(KubernetesClient client, String method, String path) {
        HttpClient http = client.getHttpClient();
        HttpResponse<String> answer = http.sendAsync(
                        http.newHttpRequestBuilder()
                                .uri(URI.create(client.getMasterUrl().toString())
                                        .resolve(path))
                                .method(method, "application/merge-patch+json", method.equals("GET") ? null : "{}")
                                .build(),
                        String.class)
                .join();
        List<String> uids = answer.headers(HEADER);
        if (uids.size() != 1) {
            throw new AssertionError(method + " " + path + ": " + answer.code() + " " + answer.headers());
        }
        return uids.getFirst();
    }
}

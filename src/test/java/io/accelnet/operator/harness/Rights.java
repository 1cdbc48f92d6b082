package io.accelnet.operator.harness;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Rights that were given a moment ago: the API server learns of them a moment later. */
public final class Rights {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rights() {}

    /** Waits until a user may do something in {@link Arena#NAMESPACE}. */
    public static void await(KubernetesClient admin, String user, String verb, String group, String resource) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> admin.authorization()
                        .v1()
                        .subjectAccessReview()
                        .create(new SubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withUser(user)
                                .withNewResourceAttributes()
                                .withNamespace(Arena.NAMESPACE)
                                .withVerb(verb)
                                .withGroup(group)
                                .withResource(resource)
                                .endResourceAttributes()
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed());
    }
}

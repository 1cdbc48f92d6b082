package io.accelnet.cli.live;

import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks beforehand whether what is waited for may be watched. The handshake of a watch is refused without a word, and by then
 * something would have been written.
 */
public final class WatchRights {
    private WatchRights() {}

    /**
     * Refuses to wait for what mayn't be watched.
     *
     * @param namespace where; empty: in the whole cluster
     */
    public static void check(KubernetesClient client, Class<? extends HasMetadata> type, Optional<String> namespace) {
        if (isRefused(client, type, namespace)) {
            throw new BadRequestException("you have no right to watch " + HasMetadata.getFullResourceName(type)
                    + namespace.map(name -> " in namespace " + name).orElse(" in the whole cluster")
                    + ": with --wait=false nobody waits for the operator's answer. Nothing was changed");
        }
    }

    /** Whoever may not even ask that will see. */
    private static boolean isRefused(
            KubernetesClient client, Class<? extends HasMetadata> type, Optional<String> namespace) {
        try {
            @Nullable SubjectAccessReviewStatus answer = client.authorization()
                    .v1()
                    .selfSubjectAccessReview()
                    .create(new SelfSubjectAccessReviewBuilder()
                            .withNewSpec()
                            .withNewResourceAttributes()
                            .withGroup(HasMetadata.getGroup(type))
                            .withResource(HasMetadata.getPlural(type))
                            .withNamespace(namespace.orElse(null))
                            .withVerb("watch")
                            .endResourceAttributes()
                            .endSpec()
                            .build())
                    .getStatus();
            return answer != null && Boolean.FALSE.equals(answer.getAllowed());
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}

package io.accelnet.operator.metrics;

import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Function;

/** Asks the API server whose a token is, and whether that one may get {@value #PATH}. */
final class Reviews implements Function<String, Verdict> {
    /** What is asked for, as the rules of roles name it. */
    static final String PATH = "/metrics";

    private final KubernetesClient client;

    Reviews(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Verdict apply(String token) {
        TokenReview review = client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build());
        Optional<UserInfo> user = Optional.ofNullable(review.getStatus())
                .filter(status -> Boolean.TRUE.equals(status.getAuthenticated()))
                .map(TokenReviewStatus::getUser);
        return user.isEmpty() ? Verdict.UNAUTHENTICATED : may(user.get()) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
    }

    private boolean may(UserInfo user) {
        SubjectAccessReview review = client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user.getUsername())
                        .withUid(user.getUid())
                        .withGroups(user.getGroups())
                        .withExtra(user.getExtra())
                        .withNewNonResourceAttributes()
                        .withPath(PATH)
                        .withVerb("get")
                        .endNonResourceAttributes()
                        .endSpec()
                        .build());
        return review.getStatus() != null
                && Boolean.TRUE.equals(review.getStatus().getAllowed())
                && !Boolean.TRUE.equals(review.getStatus().getDenied());
    }
}

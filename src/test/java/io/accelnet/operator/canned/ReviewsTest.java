package io.accelnet.operator.canned;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.operator.AccelNetOperator;
import io.accelnet.operator.metrics.MetricsSettings;
import io.accelnet.operator.metrics.MetricsSettings.Mode;
import io.accelnet.operator.metrics.Scraper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API server is asked of somebody who asks for metrics, and what becomes of its answers. */
class ReviewsTest {
    private static final String TOKEN_REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";
    private static final String ACCESS_REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

    private static final String KNOWN = """
            {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "metadata": {}, "spec": {"token": "t"},
             "status": {"authenticated": true, "user": {"username": "prometheus", "uid": "u-1",
              "groups": ["monitoring", "system:authenticated"], "extra": {"example.com/scope": ["a", "b"]}}}}
            """;

    private static final String UNKNOWN = """
            {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "metadata": {}, "spec": {"token": "t"},
             "status": {"user": {"username": "claimed"}, "error": "invalid bearer token"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void theUserOfTheTokenIsAskedForWithAllThatIsKnownOfIt() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.answer(posts(TOKEN_REVIEWS), request -> Answers.json(201, KNOWN));
            server.answer(posts(ACCESS_REVIEWS), request -> Answers.json(201, access("\"allowed\": true")));

            assertThat(status(server, "secret-1")).isEqualTo(200);

            Request token = only(server, TOKEN_REVIEWS);
            assertThat(token.body().at("/spec/token").asText()).isEqualTo("secret-1");
            Request access = only(server, ACCESS_REVIEWS);
            assertThat(access.body().at("/spec/user").asText()).isEqualTo("prometheus");
            assertThat(access.body().at("/spec/uid").asText()).isEqualTo("u-1");
            assertThat(access.body().at("/spec/groups/0").asText()).isEqualTo("monitoring");
            assertThat(access.body().at("/spec/extra/example.com~1scope/1").asText())
                    .isEqualTo("b");
            assertThat(access.body().at("/spec/nonResourceAttributes/path").asText())
                    .isEqualTo("/metrics");
            assertThat(access.body().at("/spec/nonResourceAttributes/verb").asText())
                    .isEqualTo("get");
            assertThat(access.body().at("/spec/resourceAttributes").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void whoIsNotKnownIsNotAskedFor() throws Exception {
        try (CannedApiServer server = new CannedApiServer(folder)) {
            server.answer(posts(TOKEN_REVIEWS), request -> Answers.json(201, UNKNOWN));

            assertThat(status(server, "secret-1")).isEqualTo(401);
            assertThat(server.requests(posts(ACCESS_REVIEWS))).isEmpty();
        }
    }

    /** An answer that says neither yes nor no is no. */
    @Test
    void onlyAYesIsAYes() throws Exception {
        for (String answer : List.of(
                "\"allowed\": false",
                "\"allowed\": true, \"denied\": true",
                "\"evaluationError\": \"webhook is away\"")) {
            try (CannedApiServer server = new CannedApiServer(folder)) {
                server.answer(posts(TOKEN_REVIEWS), request -> Answers.json(201, KNOWN));
                server.answer(posts(ACCESS_REVIEWS), request -> Answers.json(201, access(answer)));

                assertThat(status(server, "secret-1")).as(answer).isEqualTo(403);
            }
        }
    }

    @Test
    void whileTheApiServerFailsOrForbidsToAskNobodyIsLetIn() throws Exception {
        for (String path : List.of(TOKEN_REVIEWS, ACCESS_REVIEWS)) {
            for (int code : List.of(403, 500, 503)) {
                try (CannedApiServer server = new CannedApiServer(folder)) {
                    server.answer(posts(TOKEN_REVIEWS), request -> Answers.json(201, KNOWN));
                    server.answer(posts(ACCESS_REVIEWS), request -> Answers.json(201, access("\"allowed\": true")));
                    server.answer(posts(path), request -> Answers.failure(code, "Failure", "not now"));

                    assertThat(status(server, "secret-1")).as(path + " " + code).isEqualTo(503);
                }
            }
        }
    }

    private static int status(CannedApiServer server, String token) throws Exception {
        AccelNetOperator operator =
                server.operator(options -> options.metrics(new MetricsSettings(Mode.SECURE, 0, Optional.empty())));
        return Scraper.get(operator.metricsPort().orElseThrow(), token).statusCode();
    }

    private static String access(String status) {
        return """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SubjectAccessReview", "metadata": {}, "spec": {},
                 "status": {%s}}
                """.formatted(status);
    }

    private static Predicate<Request> posts(String path) {
        return request -> request.method().equals("POST") && request.path().equals(path);
    }

    private static Request only(CannedApiServer server, String path) {
        List<Request> requests = server.requests(posts(path));
        assertThat(requests).hasSize(1);
        return requests.getFirst();
    }
}

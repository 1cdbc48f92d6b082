package io.accelnet.operator.canned;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.mockwebserver.http.MockResponse;
import java.time.Duration;

/** Answers as an API server words them. */
final class Answers {
    private Answers() {}

    static MockResponse json(int code, JsonNode body) {
        return json(code, body.toString());
    }

    static MockResponse json(int code, String body) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    /** A Status, which is how the API server's handlers say what is wrong. */
    static MockResponse failure(int code, String reason, String message) {
        return json(code, status(code, reason, message));
    }

    static String status(int code, String reason, String message) {
        return """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","code":%d,"reason":"%s","message":"%s"}""".formatted(code, reason, message);
    }

    /** What its flow control says: a header, and a text that isn't a Status. */
    static MockResponse tooManyRequests(Duration retryAfter) {
        return new MockResponse()
                .setResponseCode(429)
                .setHeader("Content-Type", "text/plain; charset=utf-8")
                .setHeader("Retry-After", retryAfter.toSeconds())
                .setBody("Too many requests, please try again later.\n");
    }

    /** What a handler says that asks for patience in the Status, as a webhook does or an aggregated API. */
    static MockResponse tooManyRequestsAsStatus(Duration retryAfter) {
        return json(429, """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","code":429,"reason":"TooManyRequests",\
                "message":"wait","details":{"retryAfterSeconds":%d}}""".formatted(retryAfter.toSeconds()));
    }
}

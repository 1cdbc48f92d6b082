package io.accelnet.testing.controlplane;

import io.accelnet.testing.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** Waits until a server says that it is ready, or ends, or takes too long. */
record Readiness(HttpClient client) {

    /** It takes 3 seconds on an idle machine; this is for one that compiles something else at the same time. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(50);

    void await(ChildProcess server, URI health) throws InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        while (!isReady(health)) {
            if (!server.isAlive()) {
                throw new ControlPlaneException(server, "ended with status " + server.exitStatus());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new ControlPlaneException(server, "isn't ready after " + LIMIT.toSeconds() + " seconds");
            }
            Thread.sleep(POLL);
        }
    }

    private boolean isReady(URI health) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}

package io.accelnet.testing.binaries;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP with limits: on the first answer, and on a file that stops growing. */
record Transfer(HttpClient client, Progress progress) {

    /** On top of the client's limit for connecting, since that one doesn't cover looking the host's name up. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

    private static final Duration STALL_LIMIT = Duration.ofSeconds(45);
    private static final Duration REPORT = Duration.ofSeconds(5);

    /** The server isn't there, or not reachable from here. */
    static final class UnreachableException extends IOException {
        private static final long serialVersionUID = 1;

        UnreachableException(String message) {
            super(message);
        }
    }

    String text(URI uri) throws IOException, InterruptedException {
        var answer = client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        try {
            return checked(answer.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw new UnreachableException(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UnreachableException("no answer in " + ANSWER_LIMIT.toSeconds() + " seconds");
        }
    }

    void file(URI uri, Path target, Step step) throws IOException, InterruptedException {
        Instant start = Instant.now();
        var answer = client.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofFile(target));
        long size = 0;
        Instant grown = start;
        while (true) {
            progress.report(step.progress(
                    "downloading",
                    "from %s %s, %d MB".formatted(uri.getHost(), step.place(), size >> 20),
                    Duration.between(start, Instant.now())));
            if (ended(answer, uri)) {
                return;
            }
            long now = Files.exists(target) ? Files.size(target) : 0;
            if (now > size) {
                size = now;
                grown = Instant.now();
            } else if (grown.plus(STALL_LIMIT).isBefore(Instant.now())) {
                answer.cancel(true);
                throw new IOException(uri + " stopped after " + size + " bytes");
            }
        }
    }

    private static boolean ended(CompletableFuture<HttpResponse<Path>> answer, URI uri)
            throws IOException, InterruptedException {
        try {
            checked(answer.get(REPORT.toMillis(), TimeUnit.MILLISECONDS));
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(uri + ": " + e.getCause(), e);
        }
    }

    private static <T> T checked(HttpResponse<T> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode());
        }
        return response.body();
    }
}

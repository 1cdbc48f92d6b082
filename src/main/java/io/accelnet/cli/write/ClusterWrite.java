package io.accelnet.cli.write;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.AccelNetClusterSpec;
import io.accelnet.cli.change.ClusterSettings;
import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Writes one AccelNetCluster. Whoever asked for it is told what became of this: refused, or perhaps done. A request whose answer was lost
 * is sent again by the client, and meets what it has done itself.
 */
public final class ClusterWrite {
    private final String name;
    private final ObjectWriter writer;

    /**
     * Writes the AccelNetCluster of this name.
     *
     * @param writer sends it
     */
    public ClusterWrite(String name, ObjectWriter writer) {
        this.name = name;
        this.writer = writer;
    }

    /**
     * Makes it.
     *
     * @param settings what was asked for
     * @return it as it is stored
     */
    public AccelNetCluster create(ClusterSettings settings) {
        AccelNetCluster body = settings.create(name);
        return written(
                body, "made", () -> writer.create(body, AccelNetCluster.class), Refusal::isAlreadyThere, settings);
    }

    /**
     * Changes it.
     *
     * @param before it as it was looked at
     * @param settings what was asked for
     * @return it as it is stored
     */
    public AccelNetCluster change(AccelNetCluster before, ClusterSettings settings) {
        return written(
                before,
                "changed",
                () -> writer.patch(before, settings.patch(before)),
                Refusal::isChangedMeanwhile,
                settings);
    }

    /** Deletes this very one. */
    public void delete(AccelNetCluster before) {
        try {
            writer.delete(before);
        } catch (KubernetesClientException e) {
            throw failure("deleted", e);
        }
    }

    private AccelNetCluster written(
            AccelNetCluster cluster,
            String done,
            Supplier<AccelNetCluster> request,
            Predicate<KubernetesClientException> isTooLate,
            ClusterSettings settings) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            return Optional.of(e)
                    .filter(isTooLate)
                    .filter(_ -> writer.dryRun() == DryRun.NONE)
                    .flatMap(_ -> writer.present(cluster))
                    .filter(there -> isAskedForIn(there.getSpec(), settings))
                    .orElseThrow(() -> failure(done, e));
        }
    }

    private static boolean isAskedForIn(AccelNetClusterSpec spec, ClusterSettings settings) {
        return settings.changes(spec).isEmpty();
    }

    private RuntimeException failure(String done, KubernetesClientException e) {
        String what = "AccelNetCluster " + name;
        return writer.mayHaveWritten(e)
                ? new UnansweredException(what, done, "accelnet get", e)
                : new BadRequestException(what + " couldn't be " + done + ": " + why(e));
    }

    private static String why(KubernetesClientException e) {
        if (Refusal.isAlreadyThere(e)) {
            return "somebody else has made it meanwhile: look at it, and try again";
        }
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND -> "it is gone meanwhile";
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "the API server doesn't accept who you are. Log in again, or say another --context";
            default -> Refusal.words(e);
        };
    }
}

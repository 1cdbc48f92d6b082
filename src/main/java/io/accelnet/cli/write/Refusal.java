package io.accelnet.cli.write;

import io.accelnet.operator.apply.Failures;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the API server didn't do something, for people: a missing right by its verb and resource. */
public final class Refusal {
    /** The API server understands the object, and doesn't take it. */
    public static final int UNPROCESSABLE = 422;

    private static final String ALREADY_EXISTS = "AlreadyExists";

    /** What the authorizer says, since Kubernetes 1.0. */
    private static final Pattern FORBIDDEN = Pattern.compile("User \"(?<user>[^\"]*)\" cannot (?<verb>\\S+) resource"
            + " \"(?<resource>[^\"]+)\" in API group \"(?<group>[^\"]*)\""
            + "(?: in the namespace \"(?<namespace>[^\"]+)\")?(?<rest>.*)");

    /** What it says of a JSON patch whose test has failed, among others. */
    private static final String PATCH_FAILED = "the server rejected our request due to an error in our request";

    private Refusal() {}

    /** Why, in a sentence without a full stop. */
    public static String words(KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
            Matcher matcher = FORBIDDEN.matcher(message(e));
            if (matcher.find()) {
                return missingRight(matcher);
            }
        }
        if (isChangedMeanwhile(e)) {
            return "it has been changed meanwhile: look at it, and try again";
        }
        return Failures.describe(e);
    }

    private static String missingRight(Matcher matcher) {
        String resource = matcher.group("resource");
        String group = matcher.group("group");
        return "you (" + matcher.group("user") + ") have no right to " + matcher.group("verb") + " " + resource
                + (group.isEmpty() ? "" : "." + group)
                + Optional.ofNullable(matcher.group("namespace"))
                        .map(namespace -> " in namespace " + namespace)
                        .orElse(" in the whole cluster");
    }

    /** Whether something of this name was there already. */
    public static boolean isAlreadyThere(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT
                && Optional.ofNullable(e.getStatus())
                        .map(Status::getReason)
                        .filter(ALREADY_EXISTS::equals)
                        .isPresent();
    }

    /** Whether the object isn't any more as it was looked at. */
    public static boolean isChangedMeanwhile(KubernetesClientException e) {
        return (e.getCode() == HttpURLConnection.HTTP_CONFLICT && !isAlreadyThere(e))
                || (e.getCode() == UNPROCESSABLE
                        && message(e).contains(PATCH_FAILED)
                        && causes(e).isEmpty());
    }

    private static List<StatusCause> causes(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getDetails)
                .map(StatusDetails::getCauses)
                .orElse(List.of());
    }

    private static String message(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getMessage)
                .or(() -> Optional.ofNullable(e.getMessage()))
                .orElse("");
    }
}

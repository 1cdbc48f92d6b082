package io.accelnet.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.accelnet.cli.schema.FieldError;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an API server says about a new object, in a form in which it can be compared with what the command says.
 *
 * @param said why it is refused, each with the field; empty if it is accepted
 * @param strict whether it has unknown fields, of which alone is told then
 */
public record ServerVerdict(Set<String> said, boolean strict) {
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("unknown field \"([^\"]*)\"");

    /** What else an API server may answer says nothing of the object. */
    private static final Set<Integer> VERDICTS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_ENTITY_TOO_LARGE, 422);

    /**
     * Sends the object as kubectl does.
     *
     * @throws KubernetesClientException if there is no verdict
     * @param dryRun whether nothing shall be stored
     */
    public static ServerVerdict of(KubernetesClient client, JsonNode object, boolean dryRun) {
        String plural = object.get("kind").asText().toLowerCase(Locale.ROOT) + "s";
        String namespace = object.get("kind").asText().equals("AccelNetVM")
                ? "namespaces/" + object.get("metadata").path("namespace").asText("default") + "/"
                : "";
        String uri = "/apis/accelnet.io/v1alpha1/" + namespace + plural + "?fieldValidation=Strict"
                + (dryRun ? "&dryRun=All" : "");
        try {
            client.raw(uri, "POST", object);
            return new ServerVerdict(Set.of(), false);
        } catch (KubernetesClientException e) {
            if (!VERDICTS.contains(e.getCode())) {
                throw e;
            }
            Set<String> messages = messages(e);
            Set<String> unknown = unknownFields(messages);
            return new ServerVerdict(unknown.isEmpty() ? messages : unknown, !unknown.isEmpty());
        }
    }

    private static Set<String> messages(KubernetesClientException e) {
        @Nullable Status status = e.getStatus();
        if (status == null
                || status.getDetails() == null
                || status.getDetails().getCauses().isEmpty()) {
            return Set.of(String.valueOf(status == null ? e.getMessage() : status.getMessage()));
        }
        return status.getDetails().getCauses().stream()
                .map(cause -> cause.getField() + ": " + cause.getMessage())
                // What is of no field says again what another cause says, or that there are causes.
                .filter(cause -> !cause.startsWith("<nil>"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> unknownFields(Set<String> messages) {
        Set<String> unknown = new TreeSet<>();
        for (String message : messages) {
            Matcher matcher = UNKNOWN_FIELD.matcher(message);
            while (matcher.find()) {
                unknown.add(matcher.group(1) + ": " + matcher.group());
            }
        }
        return unknown;
    }

    /** Whether it is accepted. */
    public boolean accepted() {
        return said.isEmpty();
    }

    /** What the command says, as far as an API server says it: strict decoding comes first, and tells nothing else. */
    public Set<String> comparable(List<FieldError> errors) {
        Predicate<FieldError> told = error -> !strict || error.kind() == FieldError.Kind.UNKNOWN;
        return errors.stream()
                .filter(told)
                .map(error -> error.path() + ": " + error.message())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

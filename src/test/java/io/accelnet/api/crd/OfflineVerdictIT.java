package io.accelnet.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.api.crd.Mutations.Mutation;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.KindSchema;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.schema.Values;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import io.accelnet.testing.deploy.Crds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Without an API server and with a genuine one, the verdict is the same, on every manifest for the CRDs and on each of the valid
 * ones with something changed; and where it is a refusal, so are its reasons, word for word.
 */
@ExtendWith(SharedControlPlane.class)
class OfflineVerdictIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schemas SCHEMAS = Schemas.load();

    private static final Pattern UNKNOWN_FIELD = Pattern.compile("unknown field \"([^\"]*)\"");

    private final KubernetesClient client;

    OfflineVerdictIT(ControlPlane controlPlane) {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(controlPlane.kubeconfig().toFile()))
                .build();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @TestFactory
    Stream<DynamicTest> theVerdictsAreTheSame() throws IOException {
        Crds.install(client);
        return Manifest.all().stream()
                .map(manifest -> DynamicTest.dynamicTest(manifest.toString(), () -> compare(manifest)));
    }

    private void compare(Manifest manifest) {
        // The first stage is what is created; those that change it are judged by OfflineVerdictTest.
        GenericKubernetesResource first = manifest.stages().getFirst();
        ObjectNode object = JSON.valueToTree(first);
        object.remove("status");
        judge(new Mutation("as it is", object));
        if (manifest.isValid()) {
            Mutations.of(object, "spec").forEach(this::judge);
        }
    }

    private void judge(Mutation mutation) {
        Set<String> genuine = genuine(mutation.object());
        Set<String> unknown = unknownFields(genuine);
        List<FieldError> offline = offline(mutation.object());
        // Strict decoding comes first, and tells nothing else.
        assertThat(messages(offline, error -> unknown.isEmpty() || error.kind() == FieldError.Kind.UNKNOWN))
                .as(mutation.toString())
                .isEqualTo(unknown.isEmpty() ? genuine : unknown);
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

    private static Set<String> messages(List<FieldError> errors, Predicate<FieldError> which) {
        return errors.stream()
                .filter(which)
                .map(error -> error.path() + ": " + error.message())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<FieldError> offline(JsonNode object) {
        KindSchema schema = SCHEMAS.of(object.get("kind").asText()).orElseThrow();
        return schema.create(Values.object(object));
    }

    private Set<String> genuine(JsonNode object) {
        String plural = object.get("kind").asText().toLowerCase(Locale.ROOT) + "s";
        String namespace = object.get("kind").asText().equals("AccelNetVM") ? "namespaces/default/" : "";
        String uri = "/apis/accelnet.io/v1alpha1/" + namespace + plural + "?dryRun=All&fieldValidation=Strict";
        try {
            client.raw(uri, "POST", object);
            return Set.of();
        } catch (KubernetesClientException e) {
            if (e.getStatus() == null
                    || e.getStatus().getDetails() == null
                    || e.getStatus().getDetails().getCauses().isEmpty()) {
                return Set.of(String.valueOf(
                        e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage()));
            }
            return e.getStatus().getDetails().getCauses().stream()
                    .map(cause -> cause.getField() + ": " + cause.getMessage())
                    // What is of no field says again what another cause says, or that there are causes.
                    .filter(cause -> !cause.startsWith("<nil>"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}

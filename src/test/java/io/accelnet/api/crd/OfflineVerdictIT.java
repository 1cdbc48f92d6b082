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
import java.io.IOException;
import java.util.List;
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
        ServerVerdict genuine = ServerVerdict.of(client, mutation.object(), true);
        assertThat(genuine.comparable(offline(mutation.object())))
                .as(mutation.toString())
                .isEqualTo(genuine.said());
    }

    private static List<FieldError> offline(JsonNode object) {
        KindSchema schema = SCHEMAS.of(object.get("kind").asText()).orElseThrow();
        return schema.create(Values.object(object));
    }
}

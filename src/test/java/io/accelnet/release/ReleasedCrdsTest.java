package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Today's CRDs allow all that those of each earlier release did: no field is gone, none has become narrower. */
class ReleasedCrdsTest {
    static List<ReleasedCrds> releases() throws IOException {
        return ReleasedCrds.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void nothingThatWasReleasedIsLost(ReleasedCrds release) throws IOException {
        List<String> losses = new ArrayList<>();
        assertThat(release.definitions()).hasSizeGreaterThanOrEqualTo(4);
        for (ObjectNode former : release.definitions()) {
            String name = former.at("/metadata/name").asText();
            Optional<JsonNode> today = today(name);
            assertThat(today).as("the CRD " + name).isPresent();
            CrdComparison.losses(former, today.orElseThrow()).forEach(loss -> losses.add(name + " " + loss));
        }
        assertThat(losses)
                .as(
                        "what clusters that have %s could lose; if that is meant, add it to accepted.txt and say why",
                        release)
                .containsExactlyInAnyOrderElementsOf(release.accepted());
    }

    private static Optional<JsonNode> today(String name) throws IOException {
        return new ManifestText()
                .objects(Path.of("crds")).stream()
                        .filter(definition ->
                                definition.at("/metadata/name").asText().equals(name))
                        .findFirst()
                        .map(JsonNode.class::cast);
    }
}

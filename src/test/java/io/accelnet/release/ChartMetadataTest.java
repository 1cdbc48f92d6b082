package io.accelnet.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The chart of a release, from the one that is committed. */
class ChartMetadataTest {
    private static final Path CHART = Path.of("helm/accelnet-operator");

    private final ManifestText text = new ManifestText();
    private final ChartMetadata metadata = new ChartMetadata(ReleaseTest.release());

    @Test
    void saysWhatArtifactHubShows() throws IOException {
        JsonNode chart = text.objects(metadata.chart(
                        Files.readString(CHART.resolve("Chart.yaml")),
                        text.objects(CHART.resolve("crds")),
                        text.objects(Path.of("deploy/samples"))))
                .getFirst();

        assertThat(chart.path("version").asText()).isEqualTo("0.2.0-rc.1");
        assertThat(chart.path("appVersion").asText()).isEqualTo("0.2.0-rc.1");
        assertThat(chart.path("home").asText()).isEqualTo(ReleaseTest.release().source());
        assertThat(chart.at("/maintainers/0/email").asText()).isEqualTo("team@example.com");
        JsonNode annotations = chart.path("annotations");
        assertThat(annotations)
                .allSatisfy(value -> assertThat(value.isTextual()).as("a text").isTrue());
        assertThat(annotations.path("artifacthub.io/operator").asText()).isEqualTo("true");
        assertThat(annotations.path("artifacthub.io/license").asText()).isEqualTo("Apache-2.0");
        assertThat(annotations.path("artifacthub.io/category").asText()).isEqualTo("networking");
        assertThat(annotations.path("artifacthub.io/prerelease").asText()).isEqualTo("true");
        assertThat(list(annotations, "images").at("/0/image").asText())
                .isEqualTo(ReleaseTest.release().imageReference());
        assertThat(list(annotations, "crds"))
                .extracting(crd -> crd.path("kind").asText())
                .containsExactly("AccelNetCluster", "AccelNetNode", "AccelNetVM", "NetworkIntent");
        assertThat(list(annotations, "crds"))
                .allSatisfy(crd -> assertThat(crd.path("description").asText()).hasSizeGreaterThan(20));
        assertThat(list(annotations, "crdsExamples"))
                .extracting(example -> example.path("kind").asText())
                .containsExactly("AccelNetCluster", "AccelNetNode", "AccelNetVM", "NetworkIntent");
    }

    @Test
    void takesTheImageOfTheReleaseIfNobodySaysAnother() throws IOException {
        String committed = Files.readString(CHART.resolve("values.yaml"));
        String values = metadata.values(committed);

        assertThat(text.objects(values).getFirst().at("/image/repository").asText())
                .isEqualTo(ReleaseTest.release().image());
        assertThat(values.replace(ReleaseTest.release().image(), "accelnet-operator"))
                .as("all else, comments too")
                .isEqualTo(committed);
    }

    private JsonNode list(JsonNode annotations, String name) throws IOException {
        String value = annotations.path("artifacthub.io/" + name).asText();
        return text.parseYaml(value);
    }
}

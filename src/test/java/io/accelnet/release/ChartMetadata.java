package io.accelnet.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the chart of a release says of itself to Helm and to Artifact Hub, and which image it takes if nobody says another. */
final class ChartMetadata {
    private static final String HUB = "artifacthub.io/";
    private static final Pattern REPOSITORY = Pattern.compile("(?m)^(image:\\n  repository: )\\S+$");

    private final ManifestText text = new ManifestText();
    private final Release release;

    ChartMetadata(Release release) {
        this.release = release;
    }

    /**
     * Chart.yaml of the release.
     *
     * @param committed the one of the sources, whose annotations are kept
     * @param definitions the CustomResourceDefinitions of the chart
     * @param samples of each kind at least one
     */
    String chart(String committed, List<ObjectNode> definitions, List<ObjectNode> samples) throws IOException {
        ObjectNode chart = text.objects(committed).getFirst();
        chart.put("version", release.version());
        chart.put("appVersion", release.version());
        chart.put("home", release.source());
        chart.putArray("sources").add(release.source());
        release.maintainer()
                .ifPresent(maintainer -> chart.putArray("maintainers")
                        .addObject()
                        .put("name", maintainer.name())
                        .put("email", maintainer.email()));
        List<CustomKind> kinds = CustomKind.allIn(definitions);
        ObjectNode annotations = chart.withObject("/annotations");
        annotations.put(HUB + "prerelease", String.valueOf(release.isPreRelease()));
        annotations.put(HUB + "images", text.yaml(images()));
        annotations.put(HUB + "links", text.yaml(links()));
        annotations.put(HUB + "crds", text.yaml(crds(kinds)));
        annotations.put(HUB + "crdsExamples", examples(Examples.of(kinds, samples)));
        return text.yaml(chart);
    }

    /** values.yaml of the release: the comments stay. */
    String values(String committed) {
        Matcher repository = REPOSITORY.matcher(committed);
        if (!repository.find()) {
            throw new IllegalArgumentException("values.yaml has no image.repository");
        }
        return repository.replaceFirst(Matcher.quoteReplacement(repository.group(1) + release.image()));
    }

    private JsonNode images() {
        ArrayNode images = text.newObject().putArray("images");
        ObjectNode image = images.addObject().put("name", "operator").put("image", release.imageReference());
        image.putArray("platforms").add("linux/amd64").add("linux/arm64");
        return images;
    }

    private JsonNode links() {
        ArrayNode links = text.newObject().putArray("links");
        links.addObject().put("name", "Documentation").put("url", release.page("README.md"));
        links.addObject().put("name", "Upgrades").put("url", release.page("docs/operations.md"));
        return links;
    }

    private JsonNode crds(List<CustomKind> kinds) {
        ArrayNode crds = text.newObject().putArray("crds");
        for (CustomKind kind : kinds) {
            crds.addObject()
                    .put("kind", kind.kind())
                    .put("version", kind.version())
                    .put("name", kind.crd())
                    .put("displayName", kind.kind())
                    .put("description", kind.description());
        }
        return crds;
    }

    private String examples(List<ObjectNode> examples) throws JsonProcessingException {
        ArrayNode all = text.newObject().putArray("examples");
        examples.forEach(all::add);
        return text.yaml(all);
    }
}

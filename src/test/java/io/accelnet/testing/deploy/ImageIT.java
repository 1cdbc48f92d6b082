package io.accelnet.testing.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container image, all but its base, as the build has just made it. */
class ImageIT {
    private static final Path TAR = Path.of("target/image-layers.tar");

    @TempDir
    private Path folder;

    private UnpackedImage image;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        image = UnpackedImage.of(TAR, folder);
    }

    @Test
    void runsAsNobody() {
        assertThat(image.config().get("User").textValue()).isEqualTo("65532:65532");
        assertThat(image.config().get("Env")).extracting(JsonNode::textValue).contains("LOG_FORMAT=json");
    }

    @Test
    void holdsWhatRunsAndNothingElse() throws IOException {
        try (Stream<Path> libraries = Files.list(image.root().resolve("app/libs"))) {
            assertThat(libraries.map(library -> library.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("kubernetes-client-"))
                    .anyMatch(name -> name.startsWith("kubernetes-httpclient-okhttp-"))
                    .noneMatch(name -> name.matches(
                            "(junit|assertj|archunit|jqwik|crd-generator|mockwebserver|.*vertx|.*httpclient-jdk).*"))
                    // What the command alone needs.
                    .noneMatch(
                            name -> name.matches("(cel|antlr4|guava|protobuf|re2j|javalin|jetty|jte|htmx|picocss).*"));
        }
        assertThat(image.root().resolve("app/classes/io/accelnet/operator/Main.class"))
                .exists();
        assertThat(image.root().resolve("app/resources/log4j2.xml")).exists();
    }

    /** Its own command, on this JVM and with its folders here: every flag is known, and no class is missing. */
    @Test
    void startsTheOperator() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        for (JsonNode word : image.config().get("Entrypoint")) {
            command.add(word.textValue().replace("@/app/", "@" + image.root() + "/app/"));
        }
        command.set(0, Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.add("--no-such-flag");
        Path classPath = image.root().resolve("app/jib-classpath-file");
        Files.writeString(classPath, Files.readString(classPath).replace("/app/", image.root() + "/app/"));

        Process operator = new ProcessBuilder(command).redirectErrorStream(true).start();

        String said = new String(operator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).startsWith("Unknown option: '--no-such-flag'").contains("Usage: accelnet-operator");
        assertThat(operator.waitFor()).isEqualTo(2);
    }
}

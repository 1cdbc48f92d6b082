package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The health script for Argo CD on the page is the one that is shipped, and tested. */
class ArgoHealthOnPageTest {
    @Test
    void thePageShowsTheFile() throws IOException {
        assertThat(Files.readString(Path.of("docs/gitops.md")))
                .as("copy deploy/argocd/health.lua into docs/gitops.md")
                .contains("```lua\n" + Files.readString(Path.of("deploy/argocd/health.lua")) + "```\n");
    }
}

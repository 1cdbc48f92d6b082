package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VMs whose cluster has been disabled keep what they have, and don't fail over: what failures and drains do to them. */
class UnmanagedFailureTest {
    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void disableTheCluster() throws IOException {
        Answer planned = Shell.type("accelnet plan -f deploy/samples -o yaml");
        String left = Arrays.stream(planned.out().split("(?m)^---\n"))
                .filter(document -> !document.contains("kind: AccelNetCluster"))
                .collect(Collectors.joining("---\n"));
        file = Files.writeString(folder.resolve("left.yaml"), left).toString();
    }

    private Answer type(String line) {
        return Shell.type("accelnet " + line + " -f " + file);
    }

    @Test
    void aDrainFindsNothingElsewhere() {
        Answer answer = type("drain-check east-1");

        assertThat(answer.out())
                .contains("✗ Node east-1 is Up and has 2 VMs: 0 find virtual functions elsewhere, 2 don't.")
                .contains("If east-1 failed, it would be said of shop/cache, Unmanaged:");
        assertThat(answer.code()).isEqualTo(1);
    }

    @Test
    void aFailureLeavesThemWithout() {
        Answer answer = type("fail east-1 --dry-run");

        assertThat(answer.out())
                .contains("If east-1 fails: 2 left without, ")
                .containsPattern("shop/cache +left without +east-1 High +east-1 High +Unmanaged");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(type("plan --fail east-1").out()).contains("If east-1 fails: 2 left without, ");
    }
}

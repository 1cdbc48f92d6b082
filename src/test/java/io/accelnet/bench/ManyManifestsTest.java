package io.accelnet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make bench-plan} measures with, small. */
class ManyManifestsTest {
    @TempDir
    Path folder;

    @Test
    void areAllAdmittedAndStaySo() throws IOException {
        new ManyManifests(20, 40, 1).write(folder);

        Shell.Answer first = Shell.run("", "plan", "-f", folder.toString());
        Shell.Answer written = Shell.run("", "plan", "-f", folder.toString(), "-o", "yaml");
        Shell.Answer settled = Shell.run(written.out(), "plan", "-f", "-");

        assertThat(first.err()).isEmpty();
        assertThat(first.out()).endsWith("800 VMs: 800 admitted.\n");
        assertThat(first.code()).isZero();
        assertThat(settled.out()).isEqualTo(first.out());
    }

    @Test
    void areTheSameForTheSameNumbers() throws IOException {
        new ManyManifests(3, 5, 7).write(folder.resolve("one"));
        new ManyManifests(3, 5, 7).write(folder.resolve("other"));
        new ManyManifests(3, 5, 8).write(folder.resolve("different"));

        String one = Files.readString(folder.resolve("one/40-vms.yaml"));
        assertThat(Files.readString(folder.resolve("other/40-vms.yaml"))).isEqualTo(one);
        assertThat(Files.readString(folder.resolve("different/40-vms.yaml"))).isNotEqualTo(one);
    }
}

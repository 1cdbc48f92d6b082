package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shells and kubectl run for completion, with a command in the place of ours that says what it was asked. */
class CompletionScriptTest {
    @TempDir
    Path bin;

    @Test
    void bashOffersWhatTheCommandSays() throws Exception {
        command("accelnet", "printf '%s\\n' \"$*\" >\"" + bin + "/asked\"; printf 'east\\tA cluster\\nwest\\n:4\\n'");
        assertThat(bash("accelnet status ''")).isEqualTo("east\nwest\n");
        assertThat(Files.readString(bin.resolve("asked"))).isEqualTo("__complete status \n");
        assertThat(bash("accelnet status we")).isEqualTo("west\n");
    }

    /** bash takes an equals sign for a word. */
    @Test
    void bashCompletesTheValueBehindAnEqualsSign() throws Exception {
        command("accelnet", "printf '%s\\n' '--cluster=east' '--cluster=west' :4");
        assertThat(bash("accelnet get vms --cluster = e")).isEqualTo("east\n");
        assertThat(bash("accelnet get vms --cluster =")).isEqualTo("east\nwest\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void eachShellHasAScript(String shell) {
        Shell.Answer answer = Shell.type("accelnet completion " + shell);
        assertThat(answer.code()).isZero();
        assertThat(answer.out()).contains("__complete", "kubectl-accelnet");
    }

    @Test
    void kubectlAsksItsPlugin() throws Exception {
        command("kubectl-accelnet", "for word; do echo \"[$word]\"; done");
        assertThat(run("src/main/launcher/kubectl_complete-accelnet", "get", "vms", ""))
                .isEqualTo("[__complete]\n[get]\n[vms]\n[]\n");
    }

    private String bash(String line) throws IOException, InterruptedException {
        Path script = bin.resolve("completion.bash");
        Files.writeString(script, Shell.type("accelnet completion bash").out());
        return run(
                "bash",
                "-c",
                "source '" + script + "'; COMP_WORDS=(" + line.replace(" = ", " '=' ")
                        + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                        + " __accelnet_complete; printf '%s\\n' \"${COMPREPLY[@]}\"");
    }

    private void command(String name, String script) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", bin + ":" + environment.get("PATH"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.accelnet.testing.process.InstalledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shells and kubectl run for completion, with a command in the place of ours that says what it was asked. */
class CompletionScriptTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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

    /**
     * In a terminal, with keys: what the shell has made of them is what the command is run with at last. zsh brings along what plays the
     * terminal.
     */
    @Test
    void zshCompletesWhatIsTyped() throws Exception {
        requireShell("zsh");

        assertThat(zsh("accelnet status w\\t")).isEqualTo("status west");
        assertThat(zsh("accelnet status --kube\\tx")).isEqualTo("status --kubeconfig x");
        assertThat(zsh("kubectl-accelnet vm en\\t")).isEqualTo("vm enable");
        Files.writeString(bin.resolve("manifests.yaml"), "");
        assertThat(zsh("accelnet plan -f mani\\t")).isEqualTo("plan -f manifests.yaml");
    }

    @Test
    void fishOffersWhatTheCommandSays() throws Exception {
        requireShell("fish");

        assertThat(fish("accelnet status ")).isEqualTo("east\tA cluster: the first\nwest\n");
        assertThat(fish("accelnet status w")).isEqualTo("west\n");
        assertThat(fish("kubectl-accelnet vm en")).isEqualTo("enable\tEnables VMs: many\n");
        Files.writeString(bin.resolve("manifests.yaml"), "");
        assertThat(fish("accelnet plan -f mani")).contains("manifests.yaml");
        assertThat(fish("accelnet status mani"))
                .as("no files where none are meant")
                .isEmpty();
    }

    /** The lines that the command would write; those that don't begin as the word does are the shell's to leave out. */
    private void commandsThatComplete() throws IOException {
        for (String name : new String[] {"accelnet", "kubectl-accelnet"}) {
            command(name, """
                    if [ "$1" != __complete ]; then
                      printf '%s' "$*" >"BIN/ran"
                      exit
                    fi
                    case "$2 $3" in
                      'status --'*) printf -- '--kubeconfig\\tThe kubeconfig\\n:4\\n' ;;
                      'status '*) printf 'east\\tA cluster: the first\\nwest\\n:4\\n' ;;
                      'vm '*) printf 'enable\\tEnables VMs: many\\n:4\\n' ;;
                      *) printf ':0\\n' ;;
                    esac""".replace("BIN", bin.toString()));
        }
    }

    private String zsh(String keys) throws IOException, InterruptedException {
        commandsThatComplete();
        Path completion = Files.writeString(
                bin.resolve("_accelnet"), Shell.type("accelnet completion zsh").out());
        Files.writeString(bin.resolve("keys"), """
                zmodload zsh/zpty
                zpty terminal 'zsh -f -i'
                zpty -w terminal 'cd BIN; autoload -Uz compinit; compinit -u -D; source COMPLETION'
                zpty -w terminal $'KEYS'
                zpty -w terminal 'exit 0'
                while zpty -r terminal seen; do :; done
                """.replace("BIN", bin.toString())
                .replace("COMPLETION", completion.toString())
                .replace("KEYS", keys));
        Files.deleteIfExists(bin.resolve("ran"));
        run("zsh", "-f", bin.resolve("keys").toString());
        return Files.readString(bin.resolve("ran"));
    }

    private String fish(String line) throws IOException, InterruptedException {
        commandsThatComplete();
        Path completion = Files.writeString(
                bin.resolve("completion.fish"),
                Shell.type("accelnet completion fish").out());
        return run(
                "fish", "--no-config", "-c", "cd " + bin + "; source " + completion + "; complete -C '" + line + "'");
    }

    /** Without it the test is left out, and says so. */
    private static void requireShell(String shell) {
        InstalledProgram.require(
                shell, "whether completion works in " + shell, "Most systems have it in the package " + shell);
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
        Path output = bin.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            fail(String.join(" ", command) + " hasn't ended: " + Files.readString(output));
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}

package io.accelnet.cli;

import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code accelnet completion}. */
@Command(
        name = "completion",
        header = "Writes what a shell needs to complete commands, also with names from the cluster.",
        description = {
            "",
            "For kubectl accelnet nothing of this is needed: with kubectl_complete-accelnet in PATH, kubectl's own completion"
                    + " asks for it.",
            ""
        },
        parameterListHeading = "%nShell:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(accelnet completion bash)        # in ~/.bashrc",
            "  source <(accelnet completion zsh)         # in ~/.zshrc, after compinit",
            "  accelnet completion fish | source         # in ~/.config/fish/config.fish"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class CompletionCommand implements Callable<Integer> {
    /** The shells. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    private final Invocation invocation;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    Shell shell = Shell.bash;

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        String name = "completion/accelnet." + shell;
        try (InputStream script = Objects.requireNonNull(CompletionCommand.class.getResourceAsStream(name), name)) {
            invocation.out().print(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            invocation.out().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }
}

package io.accelnet.cli;

import io.accelnet.cli.manifest.BadInputException;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.cli.write.UnansweredException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells people what went wrong while a command ran: what they can mend in a line, what they can't with all that we know. */
final class ExecutionErrors implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
        if (e instanceof UnansweredException) {
            line.getErr().println("accelnet: " + e.getMessage());
            // The other code says that nothing was changed.
            return CommandLine.ExitCode.SOFTWARE;
        }
        switch (e) {
            case BadInputException bad -> line.getErr().println(bad.getMessage());
            case BadRequestException bad -> line.getErr().println("accelnet: " + bad.getMessage());
            case IOException failure -> line.getErr().println("accelnet: " + sentence(failure));
            case UncheckedIOException failure ->
                line.getErr().println("accelnet: " + sentence(Objects.requireNonNull(failure.getCause())));
            case KubernetesClientException failure ->
                line.getErr().println("accelnet: " + ClusterErrors.sentence(failure));
            default -> e.printStackTrace(line.getErr());
        }
        return CommandLine.ExitCode.USAGE;
    }

    private static String sentence(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "there is no file or folder " + missing.getFile();
            case AccessDeniedException denied -> denied.getFile() + " can't be read: you have no right to";
            case FileSystemException other
            when other.getFile() != null ->
                other.getFile() + " can't be read: "
                        + Optional.ofNullable(other.getReason())
                                .orElse(other.getClass().getSimpleName());
            default -> failure.toString();
        };
    }
}

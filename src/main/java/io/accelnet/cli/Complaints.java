package io.accelnet.cli;

import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells people what went wrong: what they can mend in a line, what they can't with all that we know. */
final class Complaints implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
        switch (e) {
            case BadInputException bad -> line.getErr().println(bad.getMessage());
            case BadRequestException bad -> line.getErr().println("accelnet: " + bad.getMessage());
            case NoSuchFileException missing ->
                line.getErr().println("accelnet: there is no file or folder " + missing.getFile());
            case IOException failure -> line.getErr().println("accelnet: " + failure);
            case UncheckedIOException failure -> line.getErr().println("accelnet: " + failure.getCause());
            case KubernetesClientException failure ->
                line.getErr().println("accelnet: the cluster can't be read: " + failure.getMessage());
            default -> e.printStackTrace(line.getErr());
        }
        return CommandLine.ExitCode.USAGE;
    }
}

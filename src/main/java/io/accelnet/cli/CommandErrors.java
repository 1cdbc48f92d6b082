package io.accelnet.cli;

import io.accelnet.cli.scenario.BadRequestException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what went wrong with a command. What the user can correct is told in a line, also a wrong option; anything else with its stack
 * trace.
 */
final class CommandErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
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

    /** Points to the help instead of printing it, since that would push the error off the screen. */
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("accelnet: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See " + line.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }
}

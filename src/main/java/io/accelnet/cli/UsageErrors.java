package io.accelnet.cli;

import java.io.File;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and where to read on: the whole help would push that off the screen. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("accelnet: " + e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched && isPath(unmatched.getUnmatched())) {
            err.println("Did you mean: -f " + unmatched.getUnmatched().getFirst() + "?");
        } else {
            UnmatchedArgumentException.printSuggestions(e, err);
        }
        err.println("See " + line.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** Whether a file or a folder was named where none is expected. */
    private static boolean isPath(List<String> unmatched) {
        String first = unmatched.getFirst();
        return !first.startsWith("-") && new File(first).exists();
    }
}

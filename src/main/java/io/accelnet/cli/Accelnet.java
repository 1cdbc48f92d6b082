package io.accelnet.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top command. It does nothing itself. */
@Command(
        name = "accelnet",
        description = "Plans virtual functions for VMs, with a reserve for node failures.",
        subcommands = {
            GetCommand.class,
            StatusCommand.class,
            PrereqCommand.class,
            ExplainCommand.class,
            DrainCheckCommand.class,
            FailCommand.class,
            UnmanagedCommand.class,
            TopCommand.class,
            ConsoleCommand.class,
            PlanCommand.class,
            ExportCommand.class,
            EnableCommand.class,
            SetCommand.class,
            DisableCommand.class,
            VmCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Accelnet {
    /** Runs a command and ends with its code. */
    public static void main(String[] args) {
        // What comes out is read by programs and by other machines: it is the same whatever this one speaks.
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new Accelnet().run(Invocation.of(System.in, out, err), args);
        out.flush();
        System.exit(code);
    }

    /** Runs a command, and says how it went: 0 as it should be, 1 not so, 2 not understood. */
    int run(Invocation invocation, String... args) {
        if (args.length > 0 && args[0].equals(Completion.COMMAND)) {
            // What is typed so far is no command line yet, so that it can't be parsed as one.
            Completion.complete(commandLine(invocation), List.of(args).subList(1, args.length), invocation);
            return CommandLine.ExitCode.OK;
        }
        return commandLine(invocation).execute(args);
    }

    /** The command line, ready to be run, or to be asked for its options. */
    static CommandLine commandLine(Invocation invocation) {
        CommandLine line = new CommandLine(new Accelnet(), new Commands(invocation));
        line.setOut(invocation.out());
        line.setErr(invocation.err());
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionExceptionHandler(new ExecutionErrors());
        return line;
    }
}

package io.accelnet.cli;

import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.terminal.Version;
import io.accelnet.cli.verb.planning.PlanningVerbs;
import io.accelnet.cli.verb.reading.ReadingVerbs;
import io.accelnet.cli.verb.writing.WritingVerbs;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The top command. It does nothing itself. */
@Command(
        name = "accelnet",
        description = "Plans virtual functions for VMs, with a reserve for node failures.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Accelnet {
    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = Stream.of(
                    ReadingVerbs.COMMANDS,
                    List.<Class<?>>of(ConsoleCommand.class),
                    PlanningVerbs.COMMANDS,
                    WritingVerbs.COMMANDS,
                    List.<Class<?>>of(CompletionCommand.class, CommandLine.HelpCommand.class))
            .<Class<?>>flatMap(List::stream)
            .toList();

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
            List<String> typed = List.of(args).subList(1, args.length);
            Completion.complete(
                    commandLine(invocation, typed.subList(0, Math.max(0, typed.size() - 1))), typed, invocation);
            return CommandLine.ExitCode.OK;
        }
        return commandLine(invocation, List.of(args)).execute(args);
    }

    /** The command line with all commands, ready to be asked for its options. */
    static CommandLine commandLine(Invocation invocation) {
        return commandLine(invocation, List.of());
    }

    /**
     * The command line, ready to be run. To read the annotations of all commands takes longer than many a command: if the first word is one,
     * the others are left out.
     */
    private static CommandLine commandLine(Invocation invocation, List<String> words) {
        CommandLine line = new CommandLine(new Accelnet(), new Commands(invocation));
        List<Class<?>> meant = COMMANDS.stream()
                .filter(type -> type != CommandLine.HelpCommand.class
                        && !words.isEmpty()
                        && words.getFirst()
                                .equals(type.getAnnotation(Command.class).name()))
                .toList();
        (meant.isEmpty() ? COMMANDS : meant).forEach(line::addSubcommand);
        line.registerConverter(Integer.class, Accelnet::wholeNumber);
        line.registerConverter(int.class, Accelnet::wholeNumber);
        line.setOut(invocation.out());
        line.setErr(invocation.err());
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(new UsageErrors());
        line.setExecutionExceptionHandler(new ExecutionErrors());
        return line;
    }

    private static Integer wholeNumber(String said) {
        try {
            return Integer.valueOf(said);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + said + "' is not a whole number");
        }
    }
}

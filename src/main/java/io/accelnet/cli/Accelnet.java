package io.accelnet.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;

/** The command {@code accelnet}. It only has subcommands. */
@Command(
        name = "accelnet",
        description = "Plans virtual functions for VMs, with a reserve for node failures.",
        subcommands = {PlanCommand.class, CommandLine.HelpCommand.class, AutoComplete.GenerateCompletion.class},
        mixinStandardHelpOptions = true,
        versionProvider = Accelnet.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Accelnet {
    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        // Always UTF-8, whatever the locale: the output may be read by a program or on another computer.
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int code = new Accelnet().run(Invocation.of(System.in, out, err), args);
        out.flush();
        System.exit(code);
    }

    /** Runs a command and returns its exit code; {@link PlanCommand} says what the codes mean. */
    int run(Invocation invocation, String... args) {
        return commandLine(invocation).execute(args);
    }

    /** The command line with its options and handlers. */
    static CommandLine commandLine(Invocation invocation) {
        CommandLine line = new CommandLine(new Accelnet(), new CommandFactory(invocation));
        line.setOut(invocation.out());
        line.setErr(invocation.err());
        line.setUsageHelpAutoWidth(true);
        CommandErrors errors = new CommandErrors();
        line.setParameterExceptionHandler(errors);
        line.setExecutionExceptionHandler(errors);
        return line;
    }

    /** Makes the commands, and gives them the invocation. */
    private static final class CommandFactory implements IFactory {
        private final Invocation invocation;
        private final IFactory others = CommandLine.defaultFactory();

        CommandFactory(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == PlanCommand.class ? type.cast(new PlanCommand(invocation)) : others.create(type);
        }
    }

    /** Answers {@code --version} with the version of the program's build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                    .orElse("dev");
            return new String[] {"accelnet " + version};
        }
    }
}

package io.accelnet.cli.verb.reading;

import io.accelnet.cli.terminal.Invocation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The verbs that only read, as the command line takes them in. */
public final class ReadingVerbs {
    /** Those right below the top command, in the order of the help. */
    public static final List<Class<?>> COMMANDS = List.of(
            GetCommand.class,
            StatusCommand.class,
            PrereqCommand.class,
            ExplainCommand.class,
            DrainCheckCommand.class,
            FailCommand.class,
            UnmanagedCommand.class,
            TopCommand.class);

    /** Makes those that need what a command runs with. */
    public static final Map<Class<?>, Function<Invocation, Object>> MAKERS = Map.ofEntries(
            Map.entry(GetCommand.class, GetCommand::new),
            Map.entry(GetVmsCommand.class, GetVmsCommand::new),
            Map.entry(StatusCommand.class, StatusCommand::new),
            Map.entry(PrereqCommand.class, PrereqCommand::new),
            Map.entry(ExplainVmCommand.class, ExplainVmCommand::new),
            Map.entry(DrainCheckCommand.class, DrainCheckCommand::new),
            Map.entry(FailCommand.class, FailCommand::new),
            Map.entry(UnmanagedCommand.class, UnmanagedCommand::new),
            Map.entry(TopCommand.class, TopCommand::new));

    private ReadingVerbs() {}
}

package io.accelnet.cli.verb.writing;

import io.accelnet.cli.terminal.Invocation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The verbs that change a cluster, as the command line takes them in. */
public final class WritingVerbs {
    /** Those right below the top command, in the order of the help. */
    public static final List<Class<?>> COMMANDS =
            List.of(EnableCommand.class, SetCommand.class, DisableCommand.class, VmCommand.class);

    /** Makes those that need what a command runs with. */
    public static final Map<Class<?>, Function<Invocation, Object>> MAKERS = Map.ofEntries(
            Map.entry(EnableCommand.class, EnableCommand::new),
            Map.entry(SetCommand.class, SetCommand::new),
            Map.entry(DisableCommand.class, DisableCommand::new),
            Map.entry(VmEnableCommand.class, VmEnableCommand::new),
            Map.entry(VmSetCommand.class, VmSetCommand::new),
            Map.entry(VmDisableCommand.class, VmDisableCommand::new));

    private WritingVerbs() {}
}

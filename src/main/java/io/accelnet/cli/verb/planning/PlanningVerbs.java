package io.accelnet.cli.verb.planning;

import io.accelnet.cli.terminal.Invocation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The verbs that are asked before anything is set up, as the command line takes them in. */
public final class PlanningVerbs {
    /** Those right below the top command, in the order of the help. */
    public static final List<Class<?>> COMMANDS = List.of(PlanCommand.class, ExportCommand.class);

    /** Makes those that need what a command runs with. */
    public static final Map<Class<?>, Function<Invocation, Object>> MAKERS = Map.ofEntries(
            Map.entry(PlanCommand.class, PlanCommand::new),
            Map.entry(ExportSriovCommand.class, ExportSriovCommand::new));

    private PlanningVerbs() {}
}

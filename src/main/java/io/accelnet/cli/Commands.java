package io.accelnet.cli;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and gives them what they run with. */
final class Commands implements IFactory {
    /** Those that need it. */
    private static final Map<Class<?>, Function<Invocation, Object>> MAKERS = Map.ofEntries(
            Map.entry(PlanCommand.class, PlanCommand::new),
            Map.entry(ExportSriovCommand.class, ExportSriovCommand::new),
            Map.entry(EnableCommand.class, EnableCommand::new),
            Map.entry(SetCommand.class, SetCommand::new),
            Map.entry(DisableCommand.class, DisableCommand::new),
            Map.entry(VmEnableCommand.class, VmEnableCommand::new),
            Map.entry(VmSetCommand.class, VmSetCommand::new),
            Map.entry(VmDisableCommand.class, VmDisableCommand::new),
            Map.entry(GetCommand.class, GetCommand::new),
            Map.entry(GetVmsCommand.class, GetVmsCommand::new),
            Map.entry(StatusCommand.class, StatusCommand::new),
            Map.entry(PrereqCommand.class, PrereqCommand::new),
            Map.entry(ExplainVmCommand.class, ExplainVmCommand::new),
            Map.entry(DrainCheckCommand.class, DrainCheckCommand::new),
            Map.entry(FailCommand.class, FailCommand::new),
            Map.entry(UnmanagedCommand.class, UnmanagedCommand::new),
            Map.entry(TopCommand.class, TopCommand::new),
            Map.entry(ConsoleCommand.class, ConsoleCommand::new),
            Map.entry(CompletionCommand.class, CompletionCommand::new));

    private final Invocation invocation;
    private final IFactory others = CommandLine.defaultFactory();

    Commands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        @Nullable Function<Invocation, Object> maker = MAKERS.get(type);
        return maker == null ? others.create(type) : type.cast(maker.apply(invocation));
    }
}

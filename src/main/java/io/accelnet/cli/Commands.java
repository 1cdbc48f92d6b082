package io.accelnet.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and gives them what they run with. */
final class Commands implements IFactory {
    private final Invocation invocation;
    private final IFactory others = CommandLine.defaultFactory();

    Commands(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == PlanCommand.class) {
            return type.cast(new PlanCommand(invocation));
        }
        return type == ExportSriovCommand.class ? type.cast(new ExportSriovCommand(invocation)) : others.create(type);
    }
}

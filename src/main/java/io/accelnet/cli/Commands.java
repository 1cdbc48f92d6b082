package io.accelnet.cli;

import io.accelnet.cli.terminal.Invocation;
import io.accelnet.cli.verb.planning.PlanningVerbs;
import io.accelnet.cli.verb.reading.ReadingVerbs;
import io.accelnet.cli.verb.writing.WritingVerbs;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and gives them what they run with. */
final class Commands implements IFactory {
    /** Makes those that need it. */
    private static final Map<Class<?>, Function<Invocation, Object>> MAKERS = makers();

    private final Invocation invocation;
    private final IFactory others = CommandLine.defaultFactory();

    Commands(Invocation invocation) {
        this.invocation = invocation;
    }

    private static Map<Class<?>, Function<Invocation, Object>> makers() {
        Map<Class<?>, Function<Invocation, Object>> makers = new HashMap<>();
        makers.putAll(ReadingVerbs.MAKERS);
        makers.putAll(PlanningVerbs.MAKERS);
        makers.putAll(WritingVerbs.MAKERS);
        makers.put(ConsoleCommand.class, ConsoleCommand::new);
        makers.put(CompletionCommand.class, CompletionCommand::new);
        return Map.copyOf(makers);
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        @Nullable Function<Invocation, Object> maker = MAKERS.get(type);
        return maker == null ? others.create(type) : type.cast(maker.apply(invocation));
    }
}

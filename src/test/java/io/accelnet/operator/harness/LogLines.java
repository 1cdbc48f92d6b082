package io.accelnet.operator.harness;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What the operator logs as a warning or an error while a test runs. */
public final class LogLines implements AutoCloseable {
    /**
     * A line.
     *
     * @param logger the simple name of the class that logs
     * @param text the message, with its keys and values
     * @param hasStack whether a stack trace follows
     */
    public record Line(String logger, String text, boolean hasStack) {}

    private static final String NAME = "lines";

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final LoggerConfig logger =
            LoggerContext.getContext(false).getConfiguration().getLoggerConfig("io.accelnet");

    /** Listens from now on. */
    public LogLines() {
        AbstractAppender appender = new AbstractAppender(NAME, null, null, false, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                String name = event.getLoggerName();
                lines.add(new Line(
                        name.substring(name.lastIndexOf('.') + 1),
                        event.getMessage().getFormattedMessage() + " "
                                + event.getContextData().toMap(),
                        event.getThrown() != null));
            }
        };
        appender.start();
        logger.addAppender(appender, Level.WARN, null);
    }

    /** The lines that a class has logged so far. */
    public List<Line> of(String simpleName) {
        return lines.stream().filter(line -> line.logger().equals(simpleName)).toList();
    }

    @Override
    public void close() {
        logger.removeAppender(NAME);
    }
}

package io.accelnet.cli.manifest;

import java.util.Comparator;

/**
 * Where something is written. Ordered by file, then line, then column.
 *
 * @param file the file, as it was named
 * @param line from 1
 * @param column from 1
 */
public record SourceLocation(String file, int line, int column) implements Comparable<SourceLocation> {
    private static final Comparator<SourceLocation> ORDER = Comparator.comparing(SourceLocation::file)
            .thenComparingInt(SourceLocation::line)
            .thenComparingInt(SourceLocation::column);

    SourceLocation(String file, Position position) {
        this(file, position.line(), position.column());
    }

    @Override
    public int compareTo(SourceLocation other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

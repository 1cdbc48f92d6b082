package io.accelnet.cli.manifest;

import java.util.Comparator;

/**
 * Where something is written. Ordered by file, then line, then column.
 *
 * @param file the file, as it was named
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    Place(String file, Position position) {
        this(file, position.line(), position.column());
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

package io.accelnet.cli.manifest;

import java.util.Comparator;

/**
 * Where something is written. Ordered by file, then line.
 *
 * @param file the file, as it was named
 * @param line from 1; 0 if all of the file is meant
 */
public record Place(String file, int line) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}

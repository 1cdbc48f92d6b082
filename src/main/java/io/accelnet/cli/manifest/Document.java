package io.accelnet.cli.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object as it is written, or what keeps it from being read.
 *
 * @param content maps, lists, strings, booleans, Longs, Doubles and nulls
 * @param positions where it and its fields are written
 * @param faults what strict reading refuses
 */
record Document(@Nullable Object content, Positions positions, List<Fault> faults) {
    /**
     * Something that can't be read.
     *
     * @param position where
     * @param message why
     */
    record Fault(Position position, String message) {}

    /** What is left of a text after a fault that makes the rest of it unreadable. */
    static Document unreadable(Fault fault) {
        return new Document(null, new Positions(fault.position()), List.of(fault));
    }
}

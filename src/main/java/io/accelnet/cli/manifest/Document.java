package io.accelnet.cli.manifest;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One object as it is written, or what keeps it from being read.
 *
 * @param content maps, lists, strings, booleans, Longs, Doubles and nulls
 * @param line the line where it begins
 * @param lineOf the line of a field, by the way to it; that of the innermost thing on the way that is there
 * @param errors what strict reading refuses, each with its line
 */
record Document(@Nullable Object content, int line, ToIntFunction<List<Object>> lineOf, List<Fault> errors) {
    /**
     * Something that can't be read.
     *
     * @param line where
     * @param message why
     */
    record Fault(int line, String message) {}
}

package io.accelnet.cli.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A structural schema of a CRD, or a part of one: as much of OpenAPI as ours use, which {@link SchemaReader} makes sure of.
 *
 * @param type object, array, string, integer, number or boolean
 * @param format such as int64 or date-time; empty if none
 * @param nullable whether null is a value
 * @param defaultValue what the API server fills in
 * @param values the only values there may be; empty if any
 * @param text what holds of a string
 * @param range what holds of a number
 * @param list what holds of a list
 * @param fields what holds of an object
 * @param rules what CEL has to say
 */
record Schema(
        String type,
        String format,
        boolean nullable,
        Optional<Object> defaultValue,
        List<Object> values,
        Text text,
        Range range,
        Elements list,
        Fields fields,
        List<Rule> rules) {

    /**
     * What holds of a string.
     *
     * @param shortest in characters
     * @param longest in characters
     * @param pattern what it has to contain
     */
    record Text(OptionalInt shortest, OptionalLong longest, Optional<TextPattern> pattern) {}

    /**
     * What holds of a number.
     *
     * @param least the least allowed
     * @param most the most allowed
     */
    record Range(OptionalDouble least, OptionalDouble most) {}

    /**
     * What holds of a list.
     *
     * @param fewest the fewest elements
     * @param most the most elements
     * @param kind set, map or atomic; empty if not said
     * @param keys which fields name an element of a map
     * @param each what each element is like
     */
    record Elements(OptionalInt fewest, OptionalInt most, String kind, List<String> keys, Optional<Schema> each) {}

    /**
     * What holds of an object.
     *
     * @param known its fields
     * @param others what the values of other keys are like; empty if there may be none
     * @param most the most keys
     * @param required the fields that have to be there
     */
    record Fields(Map<String, Schema> known, Optional<Schema> others, OptionalInt most, Set<String> required) {
        /** What the value of a key is like; empty if there may be no such key. */
        Optional<Schema> of(String key) {
            return Optional.ofNullable(known.get(key)).or(() -> others);
        }
    }
}

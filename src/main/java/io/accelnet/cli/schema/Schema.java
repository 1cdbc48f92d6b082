package io.accelnet.cli.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A structural schema of a CRD, or a part of one. It has as much of OpenAPI as the CRDs here use; {@link SchemaReader} refuses others.
 *
 * @param type object, array, string, integer, number or boolean
 * @param format such as int64 or date-time; empty if none
 * @param nullable whether null is a value
 * @param defaultValue what the API server fills in
 * @param values the allowed values; empty if all are
 * @param text the constraints of a string
 * @param range the constraints of a number
 * @param list the constraints of a list
 * @param fields the constraints of an object
 * @param rules its CEL rules
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
     * The constraints of a string.
     *
     * @param shortest the least length, in characters
     * @param longest the greatest length, in characters
     * @param pattern the pattern that it must contain
     */
    record Text(OptionalInt shortest, OptionalLong longest, Optional<TextPattern> pattern) {}

    /**
     * The constraints of a number.
     *
     * @param least the minimum
     * @param most the maximum
     */
    record Range(OptionalDouble least, OptionalDouble most) {}

    /**
     * The constraints of a list.
     *
     * @param fewest the fewest elements
     * @param most the most elements
     * @param kind set, map or atomic; empty if not said
     * @param keys which fields name an element of a map
     * @param each the schema of each element
     */
    record Elements(OptionalInt fewest, OptionalInt most, String kind, List<String> keys, Optional<Schema> each) {}

    /**
     * The constraints of an object.
     *
     * @param known its fields
     * @param others the schema of the values of other keys; empty if no others are allowed
     * @param most the greatest number of keys
     * @param required the fields that are required
     */
    record Fields(Map<String, Schema> known, Optional<Schema> others, OptionalInt most, Set<String> required) {
        /** The schema of a key's value; empty if the key isn't allowed. */
        Optional<Schema> of(String key) {
            return Optional.ofNullable(known.get(key)).or(() -> others);
        }
    }
}

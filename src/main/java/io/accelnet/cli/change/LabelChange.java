package io.accelnet.cli.change;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A label of a VirtualMachine, and what becomes of it.
 *
 * @param label its name
 * @param before what it says; empty: it isn't there
 * @param after what it says then; empty: it is taken away
 */
record LabelChange(String label, Optional<String> before, Optional<String> after) {
    boolean changesIt() {
        return !after.equals(before);
    }

    Stream<Map<String, Object>> patch() {
        return Stream.concat(
                before.map(value -> JsonPatch.test(value, "metadata", "labels", label)).stream(),
                changesIt()
                        ? Stream.of(after.map(value -> JsonPatch.set(value, "metadata", "labels", label))
                                .orElseGet(() -> JsonPatch.remove("metadata", "labels", label)))
                        : Stream.of());
    }

    /** The labels as they are after these changes. */
    static Map<String, String> after(Map<String, String> labels, Collection<LabelChange> changes) {
        Map<String, String> after = new TreeMap<>(labels);
        for (LabelChange change : changes) {
            after.remove(change.label());
            change.after().ifPresent(value -> after.put(change.label(), value));
        }
        return after;
    }
}

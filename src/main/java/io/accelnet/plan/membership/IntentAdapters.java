package io.accelnet.plan.membership;

import io.accelnet.plan.snapshot.AdapterSnapshot;
import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import io.accelnet.plan.snapshot.NodeSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The types and adapters that an intent has: those that its spec names, less those that older intents keep.
 *
 * @param types its types
 * @param names its adapters, in the spelling of its spec; compared without case, see {@link #key}
 */
public record IntentAdapters(Set<IntentType> types, List<String> names) {
    /** What an intent that doesn't exist has. */
    public static final IntentAdapters NONE = new IntentAdapters(Set.of(), List.of());

    public IntentAdapters {
        types = Set.copyOf(types);
        names = List.copyOf(names);
    }

    /** Whether the intent has an adapter of this name. */
    public boolean contains(String adapter) {
        for (String name : names) {
            if (same(name, adapter)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the intent has the adapter, by any of its names. */
    public boolean contains(AdapterSnapshot adapter) {
        if (contains(adapter.name())) {
            return true;
        }
        for (String name : adapter.altNames()) {
            if (contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** The node's adapter that has this name, or else one that has it among its other names. */
    public static Optional<AdapterSnapshot> find(NodeSnapshot node, String name) {
        for (AdapterSnapshot adapter : node.adapters()) {
            if (same(adapter.name(), name)) {
                return Optional.of(adapter);
            }
        }
        for (AdapterSnapshot adapter : node.adapters()) {
            for (String other : adapter.altNames()) {
                if (same(other, name)) {
                    return Optional.of(adapter);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether two names mean the same adapter. */
    public static boolean same(String one, String other) {
        return one.equals(other) || key(one).equals(key(other));
    }

    /**
     * A name in the form in which names are compared: the letters A to Z become small. Others keep their case, as in the rules of
     * the CRDs: names that are two adapters there must be two here, or a VF would count twice.
     */
    public static String key(String adapter) {
        for (int i = 0; i < adapter.length(); i++) {
            if (isUpper(adapter.charAt(i))) {
                return lower(adapter);
            }
        }
        return adapter;
    }

    private static String lower(String adapter) {
        StringBuilder lower = new StringBuilder(adapter.length());
        for (int i = 0; i < adapter.length(); i++) {
            char each = adapter.charAt(i);
            lower.append(isUpper(each) ? (char) (each - 'A' + 'a') : each);
        }
        return lower.toString();
    }

    private static boolean isUpper(char each) {
        return each >= 'A' && each <= 'Z';
    }
}

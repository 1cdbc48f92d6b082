package io.accelnet.plan.membership;

import io.accelnet.plan.snapshot.IntentSnapshot.IntentType;
import java.util.List;
import java.util.Set;

/**
 * What an intent really has: what its spec names, less what older intents keep.
 *
 * @param types its types
 * @param names its adapters, in the spelling of its spec; compared without case, see {@link #key}
 */
public record IntentAdapters(Set<IntentType> types, List<String> names) {
    /** Of a cluster whose intent doesn't exist. */
    public static final IntentAdapters NONE = new IntentAdapters(Set.of(), List.of());

    public IntentAdapters {
        types = Set.copyOf(types);
        names = List.copyOf(names);
    }

    /** Whether an adapter of this name is among them. */
    public boolean contains(String adapter) {
        for (String name : names) {
            if (same(name, adapter)) {
                return true;
            }
        }
        return false;
    }

    /** Whether two names are the same adapter's. */
    public static boolean same(String one, String other) {
        return one.equals(other) || key(one).equals(key(other));
    }

    /**
     * A name in the form in which names are compared. Only the letters of ASCII have no case, as in the rules of the schemas:
     * what those take for two adapters has to be two here, or a VF would count twice.
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

package io.accelnet.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is said of many, but for their own names, is said once: in the words for the first of them.
 *
 * @param <K> of what kind it is: of two kinds nothing is said once
 * @param <T> of whom it is said
 */
final class SaidOnce<K, T> {
    private final Map<Key<K>, Group<K, T>> groups = new LinkedHashMap<>();

    private record Key<K>(K kind, String withoutName) {}

    /**
     * Those of whom the same is said.
     *
     * @param kind of what kind it is
     * @param said what, with the name of the first
     * @param of who they are
     */
    record Group<K, T>(K kind, String said, List<T> of) {}

    /**
     * Notes what is said of one.
     *
     * @param named how it is named there
     */
    void add(K kind, T one, String named, String said) {
        groups.computeIfAbsent(
                        new Key<>(kind, without(named, said)), first -> new Group<>(kind, said, new ArrayList<>()))
                .of()
                .add(one);
    }

    /** A NUL is in no message. A name is looked for as a whole: n1 isn't in n10, and not in a.n1 either. */
    private static String without(String named, String said) {
        return Pattern.compile("(?<![A-Za-z0-9.-])" + Pattern.quote(named) + "(?![A-Za-z0-9-]|\\.[A-Za-z0-9])")
                .matcher(said)
                .replaceAll("\0");
    }

    /** In the order in which the first of each was noted. */
    Collection<Group<K, T>> groups() {
        return groups.values();
    }
}

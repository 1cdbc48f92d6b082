package io.accelnet.plan.reserve.prove;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What to prove, and for how long.
 *
 * @param decisions how many decisions in all
 * @param minutes after how many minutes to stop, wherever it is then
 * @param seed what everything random is derived from
 * @param threads how many lives are played at once
 * @param kinds which kinds of clusters
 * @param life the number of the one life to play and to tell step by step, if no other is wanted
 */
record Settings(long decisions, long minutes, long seed, int threads, List<Kind> kinds, Optional<Long> life) {

    private static final long ALWAYS = 1_000_000;
    private static final List<String> KNOWN = List.of("decisions", "minutes", "seed", "threads", "kind", "life");

    /**
     * From words such as {@code seed=1}; what has no value has its default.
     *
     * @throws IllegalArgumentException that says which word is wrong
     */
    static Settings of(String... words) {
        Map<String, String> given = Arrays.stream(words)
                .map(word -> word.split("=", 2))
                .peek(Settings::check)
                .filter(pair -> !pair[1].isEmpty())
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Optional<String> kind = Optional.ofNullable(given.get("kind"));
        return new Settings(
                number(given, "decisions", 1_000_000),
                number(given, "minutes", ALWAYS),
                number(given, "seed", System.nanoTime()),
                (int) number(given, "threads", 1),
                Arrays.stream(Kind.values())
                        .filter(each -> kind.map(each.label()::equals).orElse(true))
                        .toList(),
                Optional.ofNullable(given.get("life")).map(Long::valueOf));
    }

    /** @throws IllegalArgumentException if no kind is wanted, or nobody would do it */
    Settings {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty() || threads < 1 || (life.isPresent() && kinds.size() > 1)) {
            throw new IllegalArgumentException("needed: a kind of "
                    + Arrays.stream(Kind.values()).map(Kind::label).toList()
                    + ", for a life exactly one, and a thread");
        }
    }

    private static void check(String[] pair) {
        if (pair.length != 2 || !KNOWN.contains(pair[0])) {
            throw new IllegalArgumentException("not " + KNOWN + " with a value: " + pair[0]);
        }
    }

    private static long number(Map<String, String> given, String name, long otherwise) {
        String word = given.get(name);
        return word == null ? otherwise : Long.parseLong(word);
    }

    /** A kind's part of so many decisions: clusters of middle size cost more, and get a hundredth. */
    long share(Kind kind, long all) {
        long weights = kinds.stream().mapToLong(Settings::weight).sum();
        return Math.max(1, all * weight(kind) / weights);
    }

    private static long weight(Kind kind) {
        return kind.midsize() ? 1 : 100;
    }

    /** The seed of one life; it depends on nothing but its name. */
    static long seed(long seed, Kind kind, long life) {
        return seed + 0x9E3779B97F4A7C15L * (kind.label().hashCode() * 1_000_003L + life);
    }
}

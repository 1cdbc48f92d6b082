package io.accelnet.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Numbers and lists in the form that messages have. */
public final class Phrases {
    private static final int LISTED = 10;

    private Phrases() {}

    /** "1 node", "2 nodes". */
    public static String count(int number, String singular) {
        return number + " " + agree(number, singular, singular + "s");
    }

    /** The word that goes with the number: the first with 1, else the second. "is" and "are", "takes" and "take". */
    public static String agree(int number, String one, String several) {
        return number == 1 ? one : several;
    }

    /** At most ten names, and how many more there are. */
    public static String list(List<String> names) {
        return list(names, LISTED);
    }

    /** The first names, at most so many, and how many more there are. */
    public static String list(List<String> names, int listed) {
        String more = names.size() > listed ? " and " + (names.size() - listed) + " more" : "";
        return names.stream().limit(listed).collect(Collectors.joining(", ")) + more;
    }
}

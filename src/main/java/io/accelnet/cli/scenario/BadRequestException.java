package io.accelnet.cli.scenario;

import io.accelnet.plan.Phrases;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Something was asked that can't be answered, such as the failure of a node that doesn't exist. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int NAMED = 5;

    /** What was asked, and why it can't be answered. */
    public BadRequestException(String message) {
        super(message);
    }

    /**
     * There is no object of this name. Those that there are, are named: first those that begin as it does.
     *
     * @param names of all objects of this kind
     */
    public static BadRequestException noSuch(String kind, String name, Collection<String> names) {
        List<String> nearest = names.stream()
                .sorted(Comparator.comparingInt((String other) -> -alike(name, other))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        String others = nearest.isEmpty()
                ? ", nor any other"
                : ": there " + Phrases.agree(nearest.size(), "is ", "are ") + Phrases.list(nearest, NAMED);
        return new BadRequestException("there is no " + kind + " " + name + others);
    }

    /** How many characters they begin with alike. */
    private static int alike(String one, String other) {
        int alike = 0;
        while (alike < Math.min(one.length(), other.length()) && one.charAt(alike) == other.charAt(alike)) {
            alike++;
        }
        return alike;
    }
}

package io.accelnet.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a program is told on its command line, in words such as {@code seed=1}. A word without a value counts as absent. */
final class Words {
    private static final int NOT_UNDERSTOOD = 2;

    private final Map<String, String> given = new HashMap<>();

    private Words() {}

    /** The words; ends the program if one of them isn't known. */
    static Words of(String[] args, List<String> known) {
        Words words = new Words();
        for (String arg : args) {
            String[] pair = arg.split("=", 2);
            if (pair.length != 2 || !known.contains(pair[0])) {
                System.err.println("not " + known + " with a value: " + arg);
                System.exit(NOT_UNDERSTOOD);
            }
            if (!pair[1].isEmpty()) {
                words.given.put(pair[0], pair[1]);
            }
        }
        return words;
    }

    /** The seed, by default a new one. */
    long seed() {
        return Long.parseLong(given.getOrDefault("seed", Long.toString(System.nanoTime())));
    }

    /** One of the constants of a type, the first by default; ends the program if it is none of them. */
    <E extends Enum<E>> E one(String word, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        String name = given.getOrDefault(word, constants.getFirst().name());
        return constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseGet(() -> {
                    System.err.println(word + "=" + name + " is none of " + constants);
                    System.exit(NOT_UNDERSTOOD);
                    return constants.getFirst();
                });
    }

    int number(String word, int otherwise) {
        return Integer.parseInt(given.getOrDefault(word, Integer.toString(otherwise)));
    }
}

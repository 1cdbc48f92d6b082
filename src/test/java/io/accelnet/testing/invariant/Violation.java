package io.accelnet.testing.invariant;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A promise that was broken.
 *
 * @param invariant which one
 * @param version at which version of which object, or in which settled state, that was seen
 * @param message what was seen
 * @param history what became of the objects concerned until then
 */
public record Violation(String invariant, long version, String message, List<String> history) {
    @Override
    public String toString() {
        return invariant + " at " + version + ": " + message
                + history.stream().map(line -> "\n    " + line).collect(Collectors.joining());
    }
}

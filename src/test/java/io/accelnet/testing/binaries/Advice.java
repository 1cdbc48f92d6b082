package io.accelnet.testing.binaries;

import java.util.Map;
import java.util.stream.Collectors;

/** What to tell someone who has no way to get a program. */
final class Advice {

    private Advice() {}

    static String whenMissing(Step step, Map<String, String> reasons, Pins pins) {
        String tried = reasons.entrySet().stream()
                .map(reason -> "  - %s: %s".formatted(reason.getKey(), reason.getValue()))
                .collect(Collectors.joining("\n"));
        return """
                %1$s %2$s is needed and isn't to be had:
                %3$s
                Any one of these helps:
                  - set KUBEBUILDER_ASSETS to a folder that has %1$s
                  - connect to the internet, or set %4$s to a mirror of the releases
                  - install Go (the version is in %5$s/go.mod): it is then built from source""".formatted(
                        step.program().fileName(),
                        step.version(),
                        tried,
                        ReleaseFile.mirrorVariable(step.program().module()),
                        pins.moduleFolder(step.program()));
    }
}

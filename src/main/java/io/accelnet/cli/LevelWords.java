package io.accelnet.cli;

import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.change.VmSteps;
import java.util.ArrayList;
import java.util.stream.Stream;

/** The words of --performance, for completion. */
final class LevelWords extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    LevelWords() {
        Stream.of(Performance.values()).map(VmSteps::word).forEach(this::add);
    }
}

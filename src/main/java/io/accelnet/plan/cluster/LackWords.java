package io.accelnet.plan.cluster;

import io.accelnet.plan.Level;
import io.accelnet.plan.Words;
import io.accelnet.plan.outcome.Lack;
import java.util.Optional;

/** Says what would be missing if nodes failed. */
final class LackWords {
    /** A message is for reading: of a thousand nodes it names the first. */
    private static final int NAMED = 5;

    private LackWords() {}

    /**
     * A sentence, without a capital.
     *
     * @param fewest the nodes to name
     * @param worst the worst case, which is told if it is worse
     */
    static String sentence(Lack fewest, Optional<Lack> worst) {
        return "if " + Words.list(fewest.nodes(), NAMED) + " failed, the VMs from there"
                + (fewest.networkAdapters() > 1
                        ? " with " + fewest.networkAdapters()
                                + " or more network adapters, each of which needs all its virtual functions on one node,"
                        : "")
                + " would lack " + amount(fewest)
                + fewest.level()
                        .map(level -> " of performance " + level.label() + (level == Level.HIGH ? "" : " or higher"))
                        .orElse("")
                + " on the other nodes"
                + worst.filter(lack -> isWorse(lack, fewest))
                        .map(lack -> "; if as many as "
                                + Words.count(lack.nodes().size(), "node") + " failed, up to " + amount(lack))
                        .orElse("")
                + ".";
    }

    private static boolean isWorse(Lack worst, Lack fewest) {
        return worst.nodes().size() > fewest.nodes().size()
                && worst.virtualFunctions() + worst.queuePairs() > fewest.virtualFunctions() + fewest.queuePairs();
    }

    private static String amount(Lack lack) {
        return lack.virtualFunctions() > 0
                ? Words.count(lack.virtualFunctions(), "virtual function")
                : Words.count(lack.queuePairs(), "queue pair");
    }
}

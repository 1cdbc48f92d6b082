package io.accelnet.plan.cluster;

import io.accelnet.plan.Level;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.outcome.Shortfall.Deficit;
import java.util.Optional;

/** Says what the VMs of certain nodes would lack if these failed. */
final class DeficitMessage {
    /** How many nodes a message names; the shortfall of the plan has all. */
    private static final int NAMED = 5;

    private DeficitMessage() {}

    /**
     * A sentence that begins with a small letter.
     *
     * @param fewest a case with few nodes, which the sentence names
     * @param worst the worst case, which it adds if more would be missing
     */
    static String sentence(Deficit fewest, Optional<Deficit> worst) {
        if (fewest.virtualMachines() > 0) {
            return "if " + Phrases.list(fewest.nodes(), NAMED)
                    + " failed, the VMs from there would not all find a node that has all that they need free: in sum there"
                    + " are virtual functions and queue pairs enough on the other nodes, but not together where one VM could"
                    + " use them. All ways to place the VMs were tried.";
        }
        return "if " + Phrases.list(fewest.nodes(), NAMED) + " failed, the VMs from there"
                + (fewest.networkAdapters() > 1
                        ? " with " + fewest.networkAdapters()
                                + " or more network adapters" + of(fewest)
                                + ", each of which needs all its virtual functions on one node,"
                        : with(fewest))
                + " would lack " + amount(fewest)
                + fewest.level()
                        .map(level -> " of performance " + level.label() + (level == Level.HIGH ? "" : " or higher"))
                        .orElse("")
                + (fewest.intents().size() > 1 ? " together on one of the other nodes" : " on the other nodes")
                + worst.filter(deficit -> isWorse(deficit, fewest))
                        .map(deficit -> "; if as many as "
                                + Phrases.count(deficit.nodes().size(), "node") + " failed, up to " + amount(deficit))
                        .orElse("")
                + ".";
    }

    private static boolean isWorse(Deficit worst, Deficit fewest) {
        return worst.nodes().size() > fewest.nodes().size()
                && worst.virtualFunctions() + worst.queuePairs() > fewest.virtualFunctions() + fewest.queuePairs();
    }

    private static String amount(Deficit deficit) {
        return deficit.virtualFunctions() > 0
                ? Phrases.count(deficit.virtualFunctions(), "virtual function") + of(deficit)
                : Phrases.count(deficit.queuePairs(), "queue pair");
    }

    private static String of(Deficit deficit) {
        return deficit.intents().isEmpty()
                ? ""
                : " of " + (deficit.intents().size() > 1 ? "each of " : "") + PoolPhrases.intents(deficit.intents());
    }

    /** VMs that need all of several intents are meant, not those that need one of them. */
    private static String with(Deficit deficit) {
        return deficit.intents().size() > 1
                ? " with network adapters of " + PoolPhrases.intents(deficit.intents())
                        + ", each of which needs all its virtual functions on one node,"
                : "";
    }
}

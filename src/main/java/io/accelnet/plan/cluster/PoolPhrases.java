package io.accelnet.plan.cluster;

import io.accelnet.plan.Phrases;
import io.accelnet.plan.membership.Pools;
import io.accelnet.plan.reserve.Demand;
import java.util.List;
import java.util.stream.IntStream;

/** Puts pools into words: users know them by their intents. */
final class PoolPhrases {
    private PoolPhrases() {}

    /** Of which intents a VM needs how many, and whether from different ports, in parentheses; empty where neither matters. */
    static String of(Demand demand, Pools pools) {
        if (!pools.several()) {
            return demand.differentPorts() ? " from different adapters" : "";
        }
        List<String> each = IntStream.range(0, demand.ofPools().size())
                .filter(pool -> demand.ofPool(pool) > 0)
                .mapToObj(pool -> demand.ofPool(pool) + " of intent " + pools.intent(pool)
                        + (demand.differentPorts() && demand.ofPool(pool) > 1 ? " from different adapters" : ""))
                .toList();
        return " (" + Phrases.list(each) + ")";
    }

    /** The intents of which a VM needs something. */
    static List<String> needed(Demand demand, Pools pools) {
        return IntStream.range(0, demand.ofPools().size())
                .filter(pool -> demand.ofPool(pool) > 0)
                .mapToObj(pools::intent)
                .toList();
    }

    /** "intent red", "intents red, blue". */
    static String intents(List<String> intents) {
        return Phrases.agree(intents.size(), "intent ", "intents ") + Phrases.list(intents);
    }
}

package io.accelnet.plan.reserve;

import java.util.Map;

/** What a VM has: its demand, its host, and the VFs of each port, as far as they are known. */
record Holding(Demand demand, String host, Map<String, Integer> functionsPerPort) {

    Holding {
        functionsPerPort = Splits.copy(functionsPerPort);
    }
}

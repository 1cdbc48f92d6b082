package io.accelnet.plan.ledger;

import io.accelnet.plan.membership.IntentAdapters;
import java.util.Map;

/**
 * Which network adapters of a VM belong on which ports of a node: those of the same intent.
 *
 * @param intents the intent of each network adapter that belongs to another than the cluster's first
 * @param intentOfPort the intent of each port that is in a pool, by the port's key; empty for the cluster's first. On a port that is in none,
 *     any network adapter stays
 */
public record PortMatch(Map<String, String> intents, Map<String, String> intentOfPort) {
    /** Where there is one pool: any network adapter belongs on any port. */
    public static final PortMatch ANY = new PortMatch(Map.of(), Map.of());

    public PortMatch {
        intents = Map.copyOf(intents);
        intentOfPort = Map.copyOf(intentOfPort);
    }

    /** Whether the network adapter belongs on the port. */
    public boolean fits(String networkAdapter, String port) {
        String asked = intents.getOrDefault(networkAdapter, "");
        return intentOfPort.getOrDefault(IntentAdapters.key(port), asked).equals(asked);
    }
}

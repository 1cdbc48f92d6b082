package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import java.util.Collections;
import java.util.List;

/** A port and what is in use on it. */
public final class PortState {

    /** The tier of a port that can't serve even the lowest one. */
    public static final int INCAPABLE = -1;

    final Port port;
    final int tier;
    final String name;
    private final int functions;
    private final int budget;
    private int usedFunctions;
    private long usedQueuePairs;

    public PortState(Port port, Tiers tiers) {
        this.port = port;
        this.name = port.name();
        this.functions = port.virtualFunctions();
        this.budget = port.queuePairs();
        this.tier = highestTier(port, tiers);
    }

    public Port port() {
        return port;
    }

    public int tier() {
        return tier;
    }

    public String name() {
        return name;
    }

    private static int highestTier(Port port, Tiers tiers) {
        int tier = Collections.binarySearch(tiers.queuePairs(), port.maxQueuePairsPerFunction());
        return tier >= 0 ? tier : -2 - tier;
    }

    /** What is in use on a port that isn't there. */
    static PortState missing(String name) {
        return new PortState(new Port(name, 0, 0, 0), new Tiers(List.of(1)));
    }

    /** Takes over what is in use on the port of this name that was there before. */
    void inherit(PortState before) {
        usedFunctions = before.usedFunctions;
        usedQueuePairs = before.usedQueuePairs;
    }

    boolean isUsed() {
        return usedFunctions != 0;
    }

    /** Takes VFs of one size into use, or gives them back if the count is negative. */
    void use(int functions, int queuePairsEach) {
        usedFunctions += functions;
        usedQueuePairs += (long) functions * queuePairsEach;
    }

    /** Never below 0, also where the capacity was lowered beneath what is in use. */
    public int freeFunctions() {
        return Math.max(0, functions - usedFunctions);
    }

    /** {@link Port#UNBOUNDED} stays what it is. */
    public int freeQueuePairs() {
        if (budget == Port.UNBOUNDED) {
            return Port.UNBOUNDED;
        }
        return (int) Math.max(0, budget - usedQueuePairs);
    }

    /** How many VFs of one size could be added. */
    public int room(int queuePairsEach) {
        int free = freeFunctions();
        return budget == Port.UNBOUNDED || free == 0 ? free : Math.min(free, freeQueuePairs() / queuePairsEach);
    }
}

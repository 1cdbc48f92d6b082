package io.accelnet.plan.reserve.prove;

import io.accelnet.plan.reserve.Demand;
import java.util.Arrays;

/** A host as plain numbers, by port: what there is and what is in use. */
final class Node {

    /** A budget of queue pairs that nothing here ever uses up. */
    static final int UNBOUNDED = 1_000_000;

    final String name;
    boolean down;
    boolean cordoned;
    boolean leaving;
    int[] functions = {};
    int[] budget = {};
    int[] most = {};
    /** The pool that each port belongs to. */
    int[] pool = {};

    private int[] usedFunctions = {};
    private int[] usedPairs = {};

    Node(String name) {
        this.name = name;
    }

    /** Other adapters, all of one pool. What VMs hold has to be taken down anew. */
    void fit(int[] newFunctions, int[] newBudget, int[] newMost) {
        fit(newFunctions, newBudget, newMost, new int[newFunctions.length]);
    }

    /** Other adapters. What VMs hold has to be taken down anew. */
    void fit(int[] newFunctions, int[] newBudget, int[] newMost, int[] newPool) {
        functions = newFunctions.clone();
        budget = newBudget.clone();
        most = newMost.clone();
        pool = newPool.clone();
        usedFunctions = new int[functions.length];
        usedPairs = new int[functions.length];
    }

    int ports() {
        return functions.length;
    }

    /** Takes VFs into use, or gives them back if the sign is -1. What is on a port that is gone uses nothing. */
    void use(int[] split, int pairsEach, int sign) {
        for (int port = 0; port < Math.min(split.length, functions.length); port++) {
            usedFunctions[port] += sign * split[port];
            usedPairs[port] += sign * split[port] * pairsEach;
        }
    }

    int freeFunctions(int port) {
        return Math.max(0, functions[port] - usedFunctions[port]);
    }

    int freePairs(int port) {
        return Math.max(0, budget[port] - usedPairs[port]);
    }

    /** How many VFs of one tier the port could still give. */
    int room(int port, int pairsEach) {
        return most[port] < pairsEach ? 0 : Math.min(freeFunctions(port), freePairs(port) / pairsEach);
    }

    /** Whether there is room for one VM that needs this, whatever it is that others need. */
    boolean hasRoom(Demand demand, int pairsEach) {
        for (int number = 0; number < demand.ofPools().size(); number++) {
            int room = 0;
            for (int port = 0; port < ports(); port++) {
                if (pool[port] == number) {
                    int most = room(port, pairsEach);
                    room += demand.differentPorts() ? Math.min(1, most) : most;
                }
            }
            if (room < demand.ofPool(number)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it may be given VMs that haven't been promised anything yet. */
    boolean takesVms() {
        return restartsVms() && !leaving;
    }

    /** Whether VMs that were promised VFs may be given some here. */
    boolean restartsVms() {
        return !down && !cordoned;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        text.append(down ? " down" : "").append(cordoned ? " cordoned" : "").append(leaving ? " leaving" : "");
        for (int port = 0; port < functions.length; port++) {
            text.append(" [")
                    .append(pool[port] == 0 ? "" : "pool " + pool[port] + ": ")
                    .append(functions[port])
                    .append(" VFs, ")
                    .append(budget[port] == UNBOUNDED ? "any" : budget[port])
                    .append(" qp, <=")
                    .append(most[port])
                    .append(']');
        }
        return text + " used " + Arrays.toString(usedFunctions);
    }
}

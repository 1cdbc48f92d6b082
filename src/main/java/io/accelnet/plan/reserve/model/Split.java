package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Placement;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How one VM's VFs are divided among the ports of a host. Many VMs have the same split, so they share it. */
public final class Split {

    public static final Split NOTHING = new Split(new String[0], new int[0]);

    final String[] ports;
    final int[] counts;

    private Split(String[] ports, int[] counts) {
        this.ports = ports;
        this.counts = counts;
    }

    public String[] ports() {
        return ports;
    }

    public int[] counts() {
        return counts;
    }

    static Split of(String port, int count) {
        return new Split(new String[] {port}, new int[] {count});
    }

    /**
     * VFs by port.
     *
     * @throws IllegalArgumentException if a count is below 1
     */
    public static Split of(Map<String, Integer> functionsPerPort) {
        Map<String, Integer> sorted = new Placement("", functionsPerPort).functionsPerPort();
        return new Split(
                sorted.keySet().toArray(String[]::new),
                sorted.values().stream().mapToInt(Integer::intValue).toArray());
    }

    public int functions() {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    /** VFs by port, in the order of names. */
    public SortedMap<String, Integer> byPort() {
        SortedMap<String, Integer> byPort = new TreeMap<>();
        for (int index = 0; index < ports.length; index++) {
            byPort.put(ports[index], counts[index]);
        }
        return byPort;
    }
}

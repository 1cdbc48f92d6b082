package io.accelnet.plan.reserve.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The splits of VMs that lie on one port, each made once. */
public final class SplitPool {

    private final Map<String, Split[]> byPort = new HashMap<>();

    public Split get(String port, int count) {
        Split[] known = byPort.computeIfAbsent(port, name -> new Split[0]);
        if (count > known.length) {
            int before = known.length;
            known = Arrays.copyOf(known, count);
            for (int more = before; more < count; more++) {
                known[more] = Split.of(port, more + 1);
            }
            byPort.put(port, known);
        }
        return known[count - 1];
    }

    public Split get(Map<String, Integer> functionsPerPort) {
        if (functionsPerPort.isEmpty()) {
            return Split.NOTHING;
        }
        if (functionsPerPort.size() == 1) {
            Map.Entry<String, Integer> only =
                    functionsPerPort.entrySet().iterator().next();
            if (only.getValue() > 0) {
                return get(only.getKey(), only.getValue());
            }
        }
        return Split.of(functionsPerPort);
    }
}

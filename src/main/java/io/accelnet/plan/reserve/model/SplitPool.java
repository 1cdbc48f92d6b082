package io.accelnet.plan.reserve.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The splits of VMs that lie on one port, each made once. */
public final class SplitPool {

    /** By port and number of VFs. */
    private final Map<String, @Nullable Split[]> byPort = new HashMap<>();

    public Split get(String port, int count) {
        @Nullable Split[] known = byPort.computeIfAbsent(port, name -> new Split[4]);
        if (count > known.length) {
            known = Arrays.copyOf(known, count);
            byPort.put(port, known);
        }
        Split split = known[count - 1];
        if (split == null) {
            split = Split.of(port, count);
            known[count - 1] = split;
        }
        return split;
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

package io.accelnet.plan.reserve.bench.peer;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Rules by which a cluster is taken for safe: ours, and those that vSphere HA's admission control offers, applied to VFs. */
public enum AdmissionRule {
    /** The conditions of this project. */
    FLEET("this project") {
        @Override
        boolean accepts(RandomState state) {
            return state.holds();
        }
    },
    /** A share of the capacity stays free, as large as the share of the hosts that may fail. */
    PERCENTAGE("vSphere: percentage") {
        @Override
        boolean accepts(RandomState state) {
            int capacity = state.capacity().stream().mapToInt(Integer::intValue).sum();
            int used = IntStream.range(0, state.hosts()).map(state::used).sum();
            return used * state.hosts() <= capacity * (state.hosts() - state.failures());
        }
    },
    /** Every VM takes a slot as large as the largest VM; without the hosts that have most slots there are enough. */
    SLOTS("vSphere: slots") {
        @Override
        boolean accepts(RandomState state) {
            int slot = state.sizes().stream()
                    .flatMap(sizes -> sizes.stream())
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(1);
            int vms = sum(state.sizes().stream().mapToInt(sizes -> sizes.size()));
            int left = sum(state.capacity().stream()
                    .map(functions -> functions / slot)
                    .sorted(Comparator.reverseOrder())
                    .skip(state.failures())
                    .mapToInt(Integer::intValue));
            return vms <= left;
        }
    },
    /** As many hosts as may fail have no VM; in the kindest reading, whichever these are. */
    DEDICATED_HOSTS("vSphere: dedicated failover hosts") {
        @Override
        boolean accepts(RandomState state) {
            return state.sizes().stream().filter(sizes -> sizes.isEmpty()).count() >= state.failures();
        }
    };

    private final String words;

    AdmissionRule(String words) {
        this.words = words;
    }

    /** Its name in a report. */
    public String words() {
        return words;
    }

    abstract boolean accepts(RandomState state);

    private static int sum(IntStream numbers) {
        return numbers.sum();
    }
}

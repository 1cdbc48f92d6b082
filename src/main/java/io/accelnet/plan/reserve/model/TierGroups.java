package io.accelnet.plan.reserve.model;

import io.accelnet.plan.reserve.Tiers;
import java.util.ArrayList;
import java.util.List;

/** Puts tiers together that differ least, where there are more of them than can be told apart. */
final class TierGroups {

    /** So many tiers are compared pair by pair. */
    private static final int MOST_COMPARED = 64;

    /**
     * Neighbouring tiers.
     *
     * @param lowest the lowest of them
     * @param highest the highest of them
     */
    record Group(int lowest, int highest) {
        private Group with(Group next) {
            return new Group(lowest, next.highest);
        }
    }

    private TierGroups() {}

    /**
     * Groups of tiers, ascending, each a group of its own if there are few enough.
     *
     * @param asked some tiers, ascending
     * @param most how many groups there may be
     */
    static List<Group> of(Tiers tiers, int[] asked, int most) {
        List<Group> groups = new ArrayList<>();
        for (int tier : asked) {
            Group last = groups.isEmpty() ? new Group(tier, tier) : groups.getLast();
            boolean together = !groups.isEmpty()
                    && asked.length > MOST_COMPARED
                    && Integer.highestOneBit(tiers.queuePairs(last.lowest))
                            == Integer.highestOneBit(tiers.queuePairs(tier));
            if (together) {
                groups.set(groups.size() - 1, last.with(new Group(tier, tier)));
            } else {
                groups.add(new Group(tier, tier));
            }
        }
        while (groups.size() > most) {
            int closest = closest(tiers, groups);
            groups.set(closest, groups.get(closest).with(groups.remove(closest + 1)));
        }
        return groups;
    }

    /**
     * The group that is closest to the next one: of the two together the queue pairs of the highest tier are the smallest multiple
     * of those of the lowest. Of equals it is the first.
     */
    private static int closest(Tiers tiers, List<Group> groups) {
        int closest = 0;
        for (int group = 1; group + 1 < groups.size(); group++) {
            long low = tiers.queuePairs(groups.get(group).lowest);
            long high = tiers.queuePairs(groups.get(group + 1).highest);
            long bestLow = tiers.queuePairs(groups.get(closest).lowest);
            long bestHigh = tiers.queuePairs(groups.get(closest + 1).highest);
            if (high * bestLow < bestHigh * low) {
                closest = group;
            }
        }
        return closest;
    }
}

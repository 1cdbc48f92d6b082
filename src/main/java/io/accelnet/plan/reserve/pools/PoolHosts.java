package io.accelnet.plan.reserve.pools;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.model.HostAllocation;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.model.SplitPool;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What hosts have free, and which of them a VM is best put on: where the others lose fewest bundles by it; of those where most of
 * its own bundles are, so that VMs spread; then the one whose name comes first.
 */
final class PoolHosts {

    private static final int UNKNOWN = -1;

    private final List<HostState> hosts;
    private final Tiers tiers;
    private final List<Demand> groups;
    private final WorkBudget work;
    private final FreeHost[] free;
    /** By host, then by group. */
    private final int[][] bundles;

    private final int[][] harm;
    /** By group, its pools: a bit for each. */
    private final int[] poolsOf;

    /** @param groups the demands that count when it is asked what others lose */
    PoolHosts(List<HostState> hosts, Tiers tiers, List<Demand> groups, WorkBudget work) {
        this.hosts = List.copyOf(hosts);
        this.tiers = tiers;
        this.groups = List.copyOf(groups);
        this.work = work;
        this.free = new FreeHost[hosts.size()];
        this.bundles = new int[hosts.size()][groups.size()];
        this.harm = new int[hosts.size()][groups.size()];
        this.poolsOf = groups.stream().mapToInt(FreeHost::pools).toArray();
        for (int host = 0; host < hosts.size(); host++) {
            free[host] = FreeHost.of(hosts.get(host), tiers);
            count(host, FreeHost.EVERY_POOL);
        }
    }

    /** Looks at a host as it is now. */
    void look(int host) {
        FreeHost before = free[host];
        free[host] = FreeHost.of(hosts.get(host), tiers);
        count(host, free[host].poolsOtherThan(before));
    }

    /** @param pools those in which anything may have changed */
    private void count(int host, int pools) {
        int counted = 0;
        for (int group = 0; group < groups.size(); group++) {
            if ((poolsOf[group] & pools) != 0) {
                bundles[host][group] = free[host].bundles(groups.get(group));
                counted++;
            }
        }
        Arrays.fill(harm[host], UNKNOWN);
        work.spend(groups.size() + (long) counted * free[host].ports());
    }

    int size() {
        return hosts.size();
    }

    HostState host(int host) {
        return hosts.get(host);
    }

    FreeHost free(int host) {
        return free[host];
    }

    /** Where a VM of this demand is best put; empty if it finds room nowhere. */
    Optional<Integer> best(Demand demand, int group, Optional<String> preferred) {
        if (preferred.isPresent()) {
            for (int host = 0; host < hosts.size(); host++) {
                if (bundles[host][group] > 0 && hosts.get(host).name().equals(preferred.get())) {
                    return Optional.of(host);
                }
            }
        }
        int best = UNKNOWN;
        work.spend(hosts.size());
        for (int host = 0; host < hosts.size(); host++) {
            if (bundles[host][group] > 0 && (best == UNKNOWN || isBetter(host, best, demand, group))) {
                best = host;
            }
        }
        return best == UNKNOWN ? Optional.empty() : Optional.of(best);
    }

    /** Where there is room for this bundle by this count, best for VMs of a group; empty if there is none. */
    Optional<Integer> bestWithRoomFor(Demand bundle, SlotSize slots, Demand demand, int group) {
        int best = UNKNOWN;
        work.spend(4L * hosts.size());
        for (int host = 0; host < hosts.size(); host++) {
            if (free[host].bundles(bundle, slots) > 0 && (best == UNKNOWN || isBetter(host, best, demand, group))) {
                best = host;
            }
        }
        return best == UNKNOWN ? Optional.empty() : Optional.of(best);
    }

    /** Whether one host is better for a VM than another; both have room. */
    boolean isBetter(int host, int than, Demand demand, int group) {
        int harmed = harm(host, demand, group);
        int harmedThere = harm(than, demand, group);
        return harmed != harmedThere ? harmed < harmedThere : bundles[host][group] > bundles[than][group];
    }

    boolean hasRoom(int host, int group) {
        return bundles[host][group] > 0;
    }

    private int harm(int host, Demand demand, int group) {
        if (harm[host][group] == UNKNOWN) {
            int[] taken = free[host].take(demand);
            int lost = 0;
            int counted = 0;
            for (int other = 0; other < groups.size(); other++) {
                if ((poolsOf[other] & poolsOf[group]) != 0) {
                    lost += bundles[host][other] - free[host].bundles(groups.get(other));
                    counted++;
                }
            }
            free[host].use(taken, demand.tier(), -1);
            harm[host][group] = lost;
            work.spend(groups.size() + (long) counted * free[host].ports());
        }
        return harm[host][group];
    }

    /**
     * Gives a VM its VFs on a host that has room for it by this count.
     *
     * @return how many VFs each port gives
     */
    int[] take(int host, Demand demand, SlotSize slots) {
        int[] taken = free[host].take(demand, slots);
        count(host, FreeHost.pools(demand));
        return taken;
    }

    /** What a VM has that was given this. */
    HostAllocation allocation(int host, int[] taken, SplitPool splits) {
        return new HostAllocation(hosts.get(host), splits.get(free[host].byName(taken)));
    }
}

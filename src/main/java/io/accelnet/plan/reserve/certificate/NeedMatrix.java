package io.accelnet.plan.reserve.certificate;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.HostState;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What the VMs of a host need, by demand of a set of demands, and what room it has, in whole blocks of each threshold of a table. */
public final class NeedMatrix {

    private static final int ABSENT = -1;

    private final int[] thresholds;
    private final int[] classes;
    /** By class of demands, which of {@link #classes} it is, or {@link #ABSENT}. */
    private final int[] indexes;
    /** By demand, where its entries begin among {@link #cells} and {@link #amounts}; one more for the end. */
    private final int[] starts;

    private final int[] cells;
    private final int[] amounts;

    /** @param rule what one VM of a demand needs, by threshold */
    public NeedMatrix(DemandSet demandSet, int[] thresholds, Function<Demand, int[]> rule) {
        int count = demandSet.demands().size();
        this.thresholds = thresholds.clone();
        this.classes = new int[count];
        this.starts = new int[count + 1];
        this.cells = new int[count * thresholds.length];
        this.amounts = new int[count * thresholds.length];
        int highest = -1;
        int entry = 0;
        for (int index = 0; index < count; index++) {
            Demand demand = demandSet.demands().get(index);
            classes[index] = demandSet.number(index);
            highest = Math.max(highest, classes[index]);
            int[] need = rule.apply(demand);
            for (int threshold = 0; threshold < thresholds.length; threshold++) {
                if (need[threshold] > 0) {
                    cells[entry] = demandSet.rank(demand) * thresholds.length + threshold;
                    amounts[entry] = need[threshold];
                    entry++;
                }
            }
            starts[index + 1] = entry;
        }
        this.indexes = new int[highest + 1];
        Arrays.fill(indexes, ABSENT);
        for (int index = 0; index < count; index++) {
            indexes[classes[index]] = index;
        }
    }

    /** For a proof: a VM needs its size rounded up to whole blocks, of each threshold that its size class reaches. */
    public static NeedMatrix roundedUp(DemandSet demandSet, int[] thresholds, ToIntFunction<Demand> size) {
        return new NeedMatrix(demandSet, thresholds, demand -> up(size.applyAsInt(demand), thresholds));
    }

    private static int[] up(int size, int[] thresholds) {
        int[] need = new int[thresholds.length];
        for (int index = 0; index < thresholds.length; index++) {
            int threshold = thresholds[index];
            // A size that is no threshold counts as the next one that is.
            boolean within = index == 0 || SlotModel.sizeClass(size) > thresholds[index - 1];
            need[index] = within ? (size + threshold - 1) / threshold * threshold : 0;
        }
        return need;
    }

    /** Adds what so many VMs of a class need; nothing if it isn't in the set of demands. */
    public void addNeed(int demandClass, int vms, int[] needed) {
        int index = demandClass < indexes.length ? indexes[demandClass] : ABSENT;
        if (index != ABSENT) {
            addNeeds(index, vms, needed);
        }
    }

    /** Adds what the host's VMs need. */
    public void addNeeds(HostState host, int[] needed) {
        for (int index = 0; index < classes.length; index++) {
            int vms = host.vms(classes[index]);
            if (vms > 0) {
                addNeeds(index, vms, needed);
            }
        }
    }

    private void addNeeds(int index, int vms, int[] needed) {
        for (int entry = starts[index]; entry < starts[index + 1]; entry++) {
            needed[cells[entry]] += vms * amounts[entry];
        }
    }

    /** Adds room of ports that serve ranks up to this one, as many whole blocks of each threshold as there are in it. */
    public void addWhole(int rank, int amount, int[] room) {
        int cell = rank * thresholds.length;
        for (int threshold : thresholds) {
            room[cell] += amount & -threshold;
            cell++;
        }
    }

    /** Adds room of ports that serve ranks up to this one, all of it for each threshold. */
    public void addAll(int rank, int amount, int[] room) {
        int end = (rank + 1) * thresholds.length;
        for (int cell = rank * thresholds.length; cell < end; cell++) {
            room[cell] += amount;
        }
    }
}

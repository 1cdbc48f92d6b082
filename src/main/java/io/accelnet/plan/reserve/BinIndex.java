package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bins of some hosts, as a slot model sees them, such that the best one for a VM is found without a look at the others:
 * of the lowest rank that has room, at home if that is among them, then on ports of the lowest tier, then as a
 * {@link Shelf} has it.
 */
final class BinIndex {

    private final List<Bin> bins = new ArrayList<>();
    /** By rank and tier. */
    private final Shelf[][] shelves;

    private final Map<String, List<Bin>> byHost = new HashMap<>();

    BinIndex(Tiers tiers, SlotModel model, Census census, List<HostState> supply) {
        this.shelves = new Shelf[census.ranks()][tiers.count()];
        for (Shelf[] ofRank : shelves) {
            for (int tier = 0; tier < ofRank.length; tier++) {
                ofRank[tier] = new Shelf();
            }
        }
        Binning binning = new Binning(model, census);
        for (HostState host : supply) {
            for (Bin bin : binning.bins(host)) {
                bin.number = bins.size();
                bins.add(bin);
                shelf(bin).put(bin.number, bin.free());
            }
        }
    }

    private Shelf shelf(Bin bin) {
        return shelves[bin.rank][bin.tier];
    }

    void take(Bin bin, int slots) {
        bin.take(slots);
        shelf(bin).put(bin.number, bin.free());
    }

    /** The bin that a VM goes to if it goes where it prefers to be at any price. */
    Optional<Bin> home(int rank, int size, Optional<String> preferred) {
        return homes(preferred).stream()
                .filter(bin -> bin.rank >= rank && bin.free() >= size)
                .min(Comparator.comparingInt((Bin bin) -> bin.rank).thenComparingInt(bin -> bin.tier));
    }

    /** The best bin. */
    Optional<Bin> best(int rank, int size, Optional<String> preferred) {
        for (int given = rank; given < shelves.length; given++) {
            for (Shelf shelf : shelves[given]) {
                int number = shelf.best(size);
                if (number != Shelf.NONE) {
                    Bin best = bins.get(number);
                    return preferred.isEmpty() ? Optional.of(best) : Optional.of(homeRather(best, size, preferred));
                }
            }
        }
        return Optional.empty();
    }

    private Bin homeRather(Bin best, int size, Optional<String> preferred) {
        return homes(preferred).stream()
                .filter(bin -> bin.rank == best.rank && bin.free() >= size)
                .min(Comparator.comparingInt((Bin bin) -> bin.tier)
                        .thenComparingInt(bin -> Room.fragment(bin.free(), size))
                        .thenComparing(Comparator.comparingInt(Bin::free).reversed()))
                .orElse(best);
    }

    private List<Bin> homes(Optional<String> preferred) {
        if (preferred.isEmpty()) {
            return List.of();
        }
        if (byHost.isEmpty()) {
            bins.forEach(bin -> byHost.computeIfAbsent(bin.host.name(), name -> new ArrayList<>(2))
                    .add(bin));
        }
        return byHost.getOrDefault(preferred.get(), List.of());
    }
}

package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.model.DemandSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The bins that VMs can be placed in, as a slot model sees them, such that the best one for a VM is found without a look at
 * the others: of the lowest rank that has room, on the preferred host if that is among them, then on ports of the lowest
 * tier, then in the order of a {@link BestFitIndex}.
 */
abstract class Bins {

    /** By rank and tier. */
    private final BestFitIndex[][] indexes;

    Bins(Tiers tiers, DemandSet demandSet) {
        this.indexes = new BestFitIndex[demandSet.ranks()][tiers.count()];
        for (BestFitIndex[] ofRank : indexes) {
            for (int tier = 0; tier < ofRank.length; tier++) {
                ofRank[tier] = new BestFitIndex();
            }
        }
    }

    /** Says how much is free in a bin. */
    final void put(int rank, int tier, int number, int free) {
        indexes[rank][tier].put(number, free);
    }

    /** The bin of a number that was put. */
    abstract Bin bin(int rank, int number);

    /** The bins of a host, in order. */
    abstract List<Bin> binsOf(String host);

    final void take(Bin bin, int slots) {
        bin.take(slots);
        put(bin.rank(), bin.tier(), bin.number(), bin.free());
    }

    /** The bin that a VM goes to if it goes where it prefers to be at any price. */
    final Optional<Bin> preferredBin(int rank, int size, Optional<String> preferred) {
        return preferred.stream()
                .flatMap(host -> binsOf(host).stream())
                .filter(bin -> bin.rank() >= rank && bin.free() >= size)
                .min(Comparator.comparingInt((Bin bin) -> bin.rank()).thenComparingInt(bin -> bin.tier()));
    }

    /** The best bin. */
    final Optional<Bin> best(int rank, int size, Optional<String> preferred) {
        for (int given = rank; given < indexes.length; given++) {
            for (BestFitIndex index : indexes[given]) {
                int number = index.best(size);
                if (number != BestFitIndex.NONE) {
                    Bin best = bin(given, number);
                    return Optional.of(preferred.isEmpty() ? best : preferredOr(best, size, preferred.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Bin preferredOr(Bin best, int size, String home) {
        return binsOf(home).stream()
                .filter(bin -> bin.rank() == best.rank() && bin.free() >= size)
                .min(Comparator.comparingInt((Bin bin) -> bin.tier())
                        .thenComparingInt(bin -> Candidate.fragment(bin.free(), size))
                        .thenComparing(Comparator.comparingInt(Bin::free).reversed()))
                .orElse(best);
    }
}

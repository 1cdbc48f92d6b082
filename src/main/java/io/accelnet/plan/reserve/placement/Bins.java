package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.WorkBudget;
import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The bins that VMs can be placed in, as a slot model sees them, such that the best one for a VM is found without a look at
 * the others: of the lowest rank that has room, on the preferred host if that is among them, then on ports of the lowest
 * tier, then in the order of a {@link BestFitIndex}.
 */
abstract class Bins {

    /** What is counted for a VM that is put into a bin, for each rank that is looked at. */
    private static final int STEPS_PER_VM = 16;

    /** The bins of ports that serve one tier and none above. */
    private record OfTier(int tier, BestFitIndex index) {}

    private final WorkBudget work;
    /** By rank; the lowest tier first. Only tiers that some port has. */
    private final List<List<OfTier>> indexes = new ArrayList<>();

    Bins(FleetState state, DemandSet demandSet) {
        this.work = state.work();
        for (int rank = 0; rank < demandSet.ranks(); rank++) {
            indexes.add(new ArrayList<>(2));
        }
    }

    /** Says how much is free in a bin. */
    final void put(int rank, int tier, int number, int free) {
        index(rank, tier).put(number, free);
    }

    /** Says how much a host has free for a rank, all of it on ports of one tier. */
    final void putOnly(int rank, int tier, int number, int free) {
        List<OfTier> ofRank = indexes.get(rank);
        for (int place = 0; place < ofRank.size(); place++) {
            if (ofRank.get(place).tier != tier) {
                ofRank.get(place).index.put(number, 0);
            }
        }
        put(rank, tier, number, free);
    }

    private BestFitIndex index(int rank, int tier) {
        List<OfTier> ofRank = indexes.get(rank);
        int place = 0;
        while (place < ofRank.size() && ofRank.get(place).tier < tier) {
            place++;
        }
        if (place == ofRank.size() || ofRank.get(place).tier != tier) {
            ofRank.add(place, new OfTier(tier, new BestFitIndex()));
        }
        return ofRank.get(place).index;
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
        for (int given = rank; given < indexes.size(); given++) {
            List<OfTier> ofRank = indexes.get(given);
            work.spend(STEPS_PER_VM);
            for (int place = 0; place < ofRank.size(); place++) {
                int number = ofRank.get(place).index.best(size);
                if (number != BestFitIndex.NONE) {
                    Bin best = bin(given, number);
                    return Optional.of(preferred.isEmpty() ? best : preferredOr(best, size, preferred.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Bin preferredOr(Bin best, int size, String host) {
        return binsOf(host).stream()
                .filter(bin -> bin.rank() == best.rank() && bin.free() >= size)
                .min(Comparator.comparingInt((Bin bin) -> bin.tier())
                        .thenComparingInt(bin -> Candidate.fragment(bin.free(), size))
                        .thenComparing(Comparator.comparingInt(Bin::free).reversed()))
                .orElse(best);
    }
}

package io.accelnet.plan.reserve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bins of some hosts, made for one placement. */
final class FreshBins extends Bins {

    private final List<Bin> bins = new ArrayList<>();
    private final Map<String, List<Bin>> byHost = new HashMap<>();

    FreshBins(Tiers tiers, SlotModel model, Census census, List<HostState> supply) {
        super(tiers, census);
        Binning binning = new Binning(model, census);
        for (HostState host : supply) {
            List<Bin> ofHost = binning.bins(host);
            byHost.put(host.name(), ofHost);
            for (Bin bin : ofHost) {
                bin.number = bins.size();
                bins.add(bin);
                put(bin.rank, bin.tier, bin.number, bin.free());
            }
        }
    }

    @Override
    Bin bin(int rank, int number) {
        return bins.get(number);
    }

    @Override
    List<Bin> binsOf(String host) {
        return byHost.getOrDefault(host, List.of());
    }
}

package io.accelnet.plan.reserve.placement;

import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The bins of some hosts, made for one placement. */
final class FreshBins extends Bins {

    /** What is counted for the slots of a port, of all ranks. */
    private static final long STEPS_PER_PORT = 16;

    private final List<Bin> bins = new ArrayList<>();
    private final Map<String, List<Bin>> byHost = new HashMap<>();

    /** @param binning the bins of one host; asked once for each, in order */
    FreshBins(FleetState state, DemandSet demandSet, List<HostState> supply, Function<HostState, List<Bin>> binning) {
        super(state, demandSet);
        for (HostState host : supply) {
            state.work().spend(STEPS_PER_PORT * (1 + host.ports().length));
            List<Bin> ofHost = binning.apply(host);
            byHost.put(host.name(), ofHost);
            for (Bin bin : ofHost) {
                bin.number(bins.size());
                bins.add(bin);
                put(bin.rank(), bin.tier(), bin.number(), bin.free());
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

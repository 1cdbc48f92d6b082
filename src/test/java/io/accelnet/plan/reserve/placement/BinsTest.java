package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.certificate.Bin;
import io.accelnet.plan.reserve.certificate.Binning;
import io.accelnet.plan.reserve.certificate.SlotModel;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which bin a VM gets that prefers a host. Here each port is a bin; two tiers are asked for, so ranks are two. */
class BinsTest {

    private static final Tiers TIERS = new Tiers(List.of(1, 2, 4));
    private static final Optional<String> PREFERRED = Optional.of("preferred");

    private static Bins bins(Host... hosts) {
        FleetState state = new FleetState(TIERS, 0, List.of(hosts));
        DemandSet demandSet = DemandSet.of(state, List.of(new Demand(1, 0), new Demand(1, 1)));
        SlotModel model = SlotModel.uniform(demandSet, SlotModel.Layout.BY_PORT);
        return new FreshBins(state, demandSet, state.hosts(), new Binning(model, demandSet)::bins);
    }

    private static Port port(String name, int functions, int most) {
        return new Port(name, functions, Port.UNBOUNDED, most);
    }

    private static String port(Optional<Bin> bin) {
        return bin.map(found -> found.host().name() + "/"
                        + found.cells().getFirst().port().name())
                .orElse("none");
    }

    @Test
    void atAnyPriceItIsTheLeastThatThePreferredHostHasForIt() {
        Bins bins = bins(Host.up("preferred", port("a", 2, 4), port("b", 2, 2), port("c", 1, 1)));
        assertThat(port(bins.preferredBin(0, 1, PREFERRED)))
                .as("the lowest rank")
                .isEqualTo("preferred/c");
        assertThat(port(bins.preferredBin(0, 2, PREFERRED)))
                .as("then the lowest tier, if it has just enough")
                .isEqualTo("preferred/b");
        assertThat(port(bins.preferredBin(1, 1, PREFERRED)))
                .as("of the rank asked for")
                .isEqualTo("preferred/b");
        assertThat(port(bins.preferredBin(0, 3, PREFERRED))).isEqualTo("none");
    }

    /** Slots for those who ask for little may be on a port of a higher tier than those for others. */
    @Test
    void theLowestRankCountsForMoreThanTheLowestTier() {
        FleetState state = new FleetState(TIERS, 0, List.of(Host.up("preferred", port("a", 2, 4), port("b", 2, 2))));
        DemandSet demandSet = DemandSet.of(state, List.of(new Demand(1, 0), new Demand(1, 1)));
        Bins bins = new FreshBins(
                state,
                demandSet,
                state.hosts(),
                host -> List.of(
                        new Bin(host, 0, List.of(new Bin.Cell(host.ports()[0], 1))),
                        new Bin(host, 1, List.of(new Bin.Cell(host.ports()[1], 1)))));
        assertThat(port(bins.preferredBin(0, 1, PREFERRED))).isEqualTo("preferred/a");
    }

    @Test
    void whoPrefersNoHostHasNoPreferredBin() {
        Bins bins = bins(Host.up("preferred", port("a", 2, 4)));
        assertThat(port(bins.preferredBin(0, 1, Optional.empty()))).isEqualTo("none");
        assertThat(port(bins.preferredBin(0, 1, Optional.of("elsewhere")))).isEqualTo("none");
    }

    @Test
    void thePreferredHostComesFirstAmongBinsOfTheBestRank() {
        Bins bins = bins(
                Host.up("best", port("a", 2, 2)),
                Host.up("preferred", port("a", 2, 2)),
                Host.up("low", port("a", 1, 1)));
        assertThat(port(bins.best(1, 2, Optional.empty()))).isEqualTo("best/a");
        assertThat(port(bins.best(1, 2, PREFERRED))).as("it has just enough").isEqualTo("preferred/a");
        assertThat(port(bins.best(0, 1, PREFERRED)))
                .as("a lower rank elsewhere")
                .isEqualTo("low/a");
    }

    @Test
    void ofSeveralOnThePreferredHostTheLowestTierThenTheSmallestBlockThenTheMostFree() {
        Bins bins = bins(
                Host.up("best", port("a", 2, 2)),
                Host.up("preferred", port("a", 7, 4), port("b", 4, 2), port("c", 2, 2), port("d", 3, 2)));
        assertThat(port(bins.best(1, 2, PREFERRED))).isEqualTo("preferred/d");
    }
}

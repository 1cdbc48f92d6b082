package io.accelnet.plan.reserve.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Decision;
import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Fleet;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Shortage;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.Verdict;
import io.accelnet.plan.reserve.model.DemandSet;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A condition that fails, in words: of which VMs it speaks, what is missing, and who is to blame. */
class BreachTest {

    private static final Tiers TIERS = new Tiers(List.of(1, 2, 4));

    /** Hosts n0 and so on with VMs that fill them, so that nobody may fail. */
    private static Shortage shortage(Demand demand, int count, Port... ports) {
        List<Host> hosts = new ArrayList<>();
        for (int index = 0; index < ports.length; index++) {
            hosts.add(Host.up("n" + index, ports[index]));
        }
        Fleet fleet = Fleet.of(TIERS, 1, hosts);
        for (int vm = 0; vm < count; vm++) {
            String host = "n" + vm % ports.length;
            fleet.hold("vm" + vm, host, demand, Map.of("port0", demand.virtualFunctions()));
        }
        assertThat(fleet.verdict()).isInstanceOf(Verdict.Violated.class);
        return ((Verdict.Violated) fleet.verdict()).shortage().orElseThrow();
    }

    private static Port port(int functions, int pairs) {
        return new Port("port0", functions, pairs, 4);
    }

    @Test
    void theTierIsTheOneThatIsShortThoughNobodyAsksForLowerOnes() {
        assertThat(shortage(new Demand(1, 2), 6, port(4, Port.UNBOUNDED), port(4, Port.UNBOUNDED)))
                .isEqualTo(new Shortage(2, 1, 2, Shortage.Unit.VIRTUAL_FUNCTIONS, List.of("n0")));
    }

    @Test
    void theSizeIsThatOfTheLeastOfThoseWhoLackSomething() {
        assertThat(shortage(new Demand(4, 1), 4, port(11, Port.UNBOUNDED), port(11, Port.UNBOUNDED)))
                .as("three on each are for nobody, as a VM is on one host")
                .isEqualTo(new Shortage(1, 4, 8, Shortage.Unit.VIRTUAL_FUNCTIONS, List.of("n0")));
    }

    /** A low VM and two high ones on each of two hosts, with VFs to spare. */
    @ParameterizedTest
    @CsvSource({"0, 13, 5", "1, 16, 4"})
    void queuePairsAreCountedAsSuchWhateverTheirSlots(int low, int pairs, int shortBy) {
        Fleet fleet = Fleet.of(TIERS, 1, List.of(Host.up("n0", port(20, pairs)), Host.up("n1", port(20, pairs))));
        for (String host : List.of("n0", "n1")) {
            fleet.hold("low" + host, host, new Demand(1, low), Map.of("port0", 1));
            fleet.hold("high" + host, host, new Demand(1, 2), Map.of("port0", 1));
            fleet.hold("other" + host, host, new Demand(1, 2), Map.of("port0", 1));
        }
        assertThat(fleet.verdict())
                .isEqualTo(new Verdict.Violated(
                        Optional.of(new Shortage(low, 1, shortBy, Shortage.Unit.QUEUE_PAIRS, List.of("n0"))),
                        List.of()));
    }

    /** Two hosts of eight VFs have VMs of four, so many together; one of the hosts may fail. */
    @ParameterizedTest
    @CsvSource({"2, 4, 0, 4", "2, 8, 0, 8", "2, 2, 0, 2", "1, 4, 0, 0", "1, 6, 0, 2", "2, 1, 1, 1"})
    void whatAVmMoreWouldBreakWhereverItGoesIsKnownBefore(int held, int functions, int tier, int shortBy) {
        FleetState state = new FleetState(
                TIERS, 1, List.of(Host.up("n0", port(8, Port.UNBOUNDED)), Host.up("n1", port(8, Port.UNBOUNDED))));
        for (int vm = 0; vm < held; vm++) {
            state.hold("vm" + vm, new Demand(4, 0), "n" + vm, Map.of("port0", 4));
        }
        Demand demand = new Demand(functions, tier);
        DemandSet demandSet = DemandSet.of(state, List.of(new Demand(4, 0), demand));
        Optional<Breach> breach = new ProofSet(state, Scope.ALL, demandSet).breachWithOneMore(demand, 1);
        assertThat(breach.map(found -> found.shortage().shortBy()).orElse(0)).isEqualTo(shortBy);
    }

    /** Blocks of eight queue pairs are two VFs of the tier that takes four. */
    @Test
    void theSizeIsInFunctionsOfTheTier() {
        FleetState state = new FleetState(TIERS, 1, List.of());
        DemandSet demandSet = DemandSet.of(state, List.of(new Demand(1, 0), new Demand(2, 2)));
        Breach breach = new Breach(
                state, demandSet, Resource.queuePairs(demandSet), new Condition(-3, List.of(0, 8), List.of()));
        assertThat(breach.shortage()).isEqualTo(new Shortage(2, 2, 3, Shortage.Unit.QUEUE_PAIRS, List.of()));
    }

    /** Four VFs of eight are held back, and the ninth VM isn't to be told that the reserve is violated. */
    @Test
    void whatWouldBeShortIsToldOfTheStateWithTheVm() {
        Fleet fleet = Fleet.of(
                TIERS, 1, List.of(Host.up("n0", port(4, Port.UNBOUNDED)), Host.up("n1", port(4, Port.UNBOUNDED))));
        for (int vm = 0; vm < 4; vm++) {
            assertThat(fleet.admit("vm" + vm, new Demand(1, 2), Optional.empty()))
                    .isInstanceOf(Decision.Admitted.class);
        }
        assertThat(fleet.admit("more", new Demand(1, 2), Optional.empty()))
                .isEqualTo(new Decision.ReserveShort(
                        new Shortage(2, 1, 1, Shortage.Unit.VIRTUAL_FUNCTIONS, List.of("n0"))));
    }
}

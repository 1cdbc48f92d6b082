package io.accelnet.plan.reserve.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Demand;
import io.accelnet.plan.reserve.Host;
import io.accelnet.plan.reserve.Port;
import io.accelnet.plan.reserve.Tiers;
import io.accelnet.plan.reserve.model.FleetState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Room for one VM on one host. */
class CandidateTest {

    private final FleetState state = new FleetState(
            new Tiers(List.of(1, 2, 4)),
            0,
            List.of(Host.up(
                    "n",
                    new Port("high", 3, Port.UNBOUNDED, 4),
                    new Port("low", 2, Port.UNBOUNDED, 1),
                    new Port("other", 2, Port.UNBOUNDED, 1))));

    @ParameterizedTest
    @CsvSource({"2, 0, 0", "4, 0, 0", "5, 0, 3", "7, 0, 3", "8, 0, -1", "3, 1, 2", "3, 2, 2", "4, 2, -1"})
    void isOnPortsOfTheLowestTierThatHasAll(int functions, int tier, int expected) {
        Demand demand = new Demand(functions, tier);
        assertThat(Candidate.tierOn(state.member("n"), demand, state.tiers())).isEqualTo(expected);
        Optional<Candidate> candidate = Candidate.on(state.member("n"), demand, state.tiers());
        assertThat(candidate.map(Candidate::tier).orElse(-1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 'low other high'", "3, 0, high", "3, 2, high", "4, 0, ''"})
    void singlePortsThatWouldDoAreNamedFromTheLowestTierUp(int functions, int tier, String names) {
        Candidate candidate = new Candidate(state.member("n"), new Demand(functions, tier), tier);
        assertThat(candidate
                        .onePort(state)
                        .map(allocation -> allocation.split().byPort())
                        .peek(split -> assertThat(split).containsValue(functions))
                        .map(split -> split.firstKey())
                        .toList())
                .isEqualTo(List.of(names.split(" ")).stream()
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    /** A VM that takes all breaks nothing but what is there; one that doesn't fit prefers what comes nearest. */
    @ParameterizedTest
    @CsvSource({
        "12, 1, 4",
        "12, 4, 4",
        "12, 3, 4",
        "12, 5, 8",
        "7, 1, 1",
        "7, 2, 2",
        "7, 7, 7",
        "6, 5, 6",
        "5, 6, -5",
        "0, 1, 0"
    })
    void breaksTheSmallestBlockThatHoldsTheVm(int free, int functions, int fragment) {
        assertThat(Candidate.fragment(free, functions)).isEqualTo(fragment);
    }
}

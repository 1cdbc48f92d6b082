package io.accelnet.plan.reserve.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TournamentTest {

    /** Whoever has 0 doesn't take part, and can't be compared. */
    @Property
    void theFirstOfTheBestWinsWhateverChanges(
            @ForAll @IntRange(min = 0, max = 20) int places,
            @ForAll @Size(max = 40) List<@IntRange(max = 5) Integer> changes,
            @ForAll @IntRange(min = 1, max = 7) int atOnce) {
        int[] values = IntStream.range(0, places).map(place -> place * 7 % 4).toArray();
        Tournament tournament = new Tournament(places, place -> values[place] > 0, (place, than) -> {
            assertThat(values[place]).isPositive();
            assertThat(values[than]).isPositive();
            return values[place] > values[than];
        });

        assertThat(tournament.winner()).isEqualTo(best(values));
        BitSet changed = new BitSet();
        for (int change = 0; change < changes.size() && places > 0; change++) {
            int place = change * 13 % places;
            values[place] = changes.get(change);
            changed.set(place);
            if (change % atOnce == 0) {
                tournament.again(changed);
                changed.clear();
                assertThat(tournament.winner()).isEqualTo(best(values));
            }
        }
    }

    private static int best(int[] values) {
        return IntStream.range(0, values.length)
                .filter(place -> values[place] > 0)
                .boxed()
                .max(Comparator.comparingInt((Integer place) -> values[place]).thenComparing(Comparator.reverseOrder()))
                .orElse(Tournament.NOBODY);
    }
}

package io.accelnet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.cli.schema.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A share of the fuzzer's cases, with a fresh seed each time; {@code make fuzz} goes on for as long as it is told. */
class FuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 40);
    private static final int CASES_TO_LOOK_AT = 80;
    private static final int NODES = 10;

    private static final CrdSchemas CRDS = CrdSchemas.load();
    private static final Schemas SCHEMAS = Schemas.load();
    /** Remembers what is usual. */
    private static final Limits LIMITS = new Limits(CRDS, SCHEMAS);

    @Test
    void whatTheSchemasAcceptIsPlanned() {
        Fuzz fuzz = new Fuzz(System.out, Fuzz.Kind.MANIFESTS);

        fuzz.run(Long.getLong("fuzz.seed", System.nanoTime()), CASES);

        assertThat(fuzz.found()).isEmpty();
    }

    @Test
    void whatBackupsAndPeopleMakeOfStatusesIsPlanned() {
        Fuzz fuzz = new Fuzz(System.out, Fuzz.Kind.HISTORIES);

        fuzz.run(Long.getLong("fuzz.seed", System.nanoTime()), CASES);

        assertThat(fuzz.found()).isEmpty();
    }

    /** 36 VMs, with which plans once ran out of memory. */
    @Test
    void levelsFarApartCostNoMoreThanOthers() {
        KnownCase known = KnownCase.levelsFarApart();

        CaseRun run = new CaseRun(SCHEMAS, known, Set.of(), false).play();

        assertThat(run.found()).isEmpty();
        assertThat(LIMITS.broken(known, run)).isEmpty();
    }

    /**
     * Each was dear, for a reason of its own: amounts sorted anew for each question, hosts looked at once for each of their VMs,
     * weights worked out in full for one VM, conditions found anew that are the same, orders made anew for each set of failures, and
     * objects made of what a search drops. In 20305612 the search ran out of stack. In 20362067 a VM was promised virtual functions
     * of an intent that its cluster doesn't have any more.
     */
    @ParameterizedTest
    @ValueSource(
            longs = {
                400_315,
                20_262_333,
                20_263_735,
                20_266_276,
                20_277_798,
                20_282_012,
                20_284_702,
                20_288_698,
                20_291_897,
                20_295_841,
                20_305_612,
                20_314_636,
                20_315_658,
                20_316_394,
                20_362_067
            })
    void whatWasDearOnceIsSoNoMore(long seed) {
        FuzzCase dear = FuzzCase.of(CRDS, seed);

        CaseRun run = new CaseRun(SCHEMAS, dear, Set.of(), false).play();

        assertThat(run.found()).isEmpty();
        assertThat(LIMITS.broken(FuzzCase.of(CRDS, seed), run)).isEmpty();
    }

    @Test
    void aCaseFollowsFromItsSeed() {
        assertThat(FuzzCase.of(CRDS, 7).objects())
                .isEqualTo(FuzzCase.of(CRDS, 7).objects());
    }

    /** Else it would look at nothing. */
    @Test
    void mostManifestsAreAcceptedAndManyVmsAdmitted() {
        List<CaseRun> runs = LongStream.range(0, CASES_TO_LOOK_AT)
                .mapToObj(seed -> new CaseRun(SCHEMAS, FuzzCase.of(CRDS, seed), Set.of(), false).play())
                .toList();

        int manifests = runs.stream().mapToInt(CaseRun::manifests).sum();
        int refused = runs.stream().mapToInt(CaseRun::refused).sum();
        assertThat(refused).isBetween(manifests / 50, manifests / 3);
        long admitted = runs.stream()
                .flatMap(run -> run.world().objects().vms().stream())
                .filter(vm -> vm.getStatus().admitted())
                .count();
        long all = runs.stream()
                .mapToLong(run -> run.world().objects().vms().size())
                .sum();
        assertThat(admitted).isGreaterThan(all / 8);
    }

    /** What people usually write is all accepted, so that it can be the measure of what a plan costs. */
    @Test
    void usualManifestsAreAccepted() {
        FuzzCase usual = FuzzCase.usual(
                CRDS,
                1,
                Map.of("NetworkIntent", 1, "AccelNetCluster", 1, "AccelNetNode", NODES, "AccelNetVM", 2 * NODES));

        for (ObjectNode manifest : usual.objects()) {
            assertThat(Judged.created(SCHEMAS, manifest).errors()).isEmpty();
        }
    }
}

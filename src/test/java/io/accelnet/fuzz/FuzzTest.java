package io.accelnet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accelnet.cli.schema.Schemas;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A share of the fuzzer's cases, with a fresh seed each time; {@code make fuzz} goes on for as long as it is told. */
class FuzzTest {
    private static final int CASES = Integer.getInteger("fuzz.cases", 40);
    private static final int CASES_TO_LOOK_AT = 80;
    private static final int NODES = 10;

    private final CrdSchemas crds = CrdSchemas.load();
    private final Schemas schemas = Schemas.load();

    @Test
    void whatTheSchemasAcceptIsPlanned() {
        Fuzz fuzz = new Fuzz(System.out);

        fuzz.run(Long.getLong("fuzz.seed", System.nanoTime()), CASES);

        assertThat(fuzz.found()).isEmpty();
    }

    /** 36 VMs, with which plans once ran out of memory. */
    @Test
    void levelsFarApartCostNoMoreThanOthers() {
        KnownCase known = KnownCase.levelsFarApart();

        CaseRun run = new CaseRun(schemas, known, Set.of(), false).play();

        assertThat(run.found()).isEmpty();
        assertThat(new Limits(crds, schemas).broken(known, run)).isEmpty();
    }

    @Test
    void aCaseFollowsFromItsSeed() {
        assertThat(FuzzCase.of(crds, 7).objects())
                .isEqualTo(FuzzCase.of(crds, 7).objects());
    }

    /** Else it would look at nothing. */
    @Test
    void mostManifestsAreAcceptedAndManyVmsAdmitted() {
        List<CaseRun> runs = LongStream.range(0, CASES_TO_LOOK_AT)
                .mapToObj(seed -> new CaseRun(schemas, FuzzCase.of(crds, seed), Set.of(), false).play())
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
                crds,
                1,
                Map.of("NetworkIntent", 1, "AccelNetCluster", 1, "AccelNetNode", NODES, "AccelNetVM", 2 * NODES));

        for (ObjectNode manifest : usual.objects()) {
            assertThat(Judged.created(schemas, manifest).errors()).isEmpty();
        }
    }
}

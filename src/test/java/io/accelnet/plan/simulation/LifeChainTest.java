package io.accelnet.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.accelnet.cli.manifest.Conditions;
import io.accelnet.cli.manifest.Loaded;
import io.accelnet.cli.manifest.Loader;
import io.accelnet.cli.manifest.Source;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.operator.gather.Gather;
import io.accelnet.plan.VmId;
import io.accelnet.plan.snapshot.ClusterSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a life leaves when a promise is broken: manifests that mean exactly what there was, and no more than is needed. */
class LifeChainTest {
    private static final int LIVES = 5;

    @Test
    void manifestsSayWhatThereWas(@TempDir Path folder) throws IOException {
        Schemas schemas = Schemas.load();
        for (int seed = 0; seed < LIVES; seed++) {
            Steps steps = new Steps();
            new AdministratorsLife().live(new Random(seed), steps);
            ClusterSnapshot there = steps.taken().getLast().before().snapshot();
            Path file = folder.resolve(seed + ".yaml");
            SnapshotManifests.write(there, file);

            Loaded loaded = new Loader(schemas, "default", Conditions.LEFT_OUT, count -> {})
                    .load(Source.of(List.of(file.toString()), false, InputStream.nullInputStream()));

            assertThat(loaded.problems()).isEmpty();
            assertThat(Gather.snapshot(loaded.objects(), there.now())).isEqualTo(there);
        }
    }

    @Test
    void objectsThatTheFaultDoesNotNeedAreLeftOut() {
        Simulation simulation = new Simulation();
        RandomEvents events = new RandomEvents(simulation, new Random(1));
        events.create(50, 4);
        for (int vm = 0; vm < 9; vm++) {
            events.addVmWithoutReport();
        }
        VmId needed = new VmId("a", "vm4");
        BrokenPromise broken = catchThrowableOfType(
                BrokenPromise.class,
                () -> new Steps().take("nothing happened", simulation, start -> {
                    start.settle();
                    assertThat(start.vms).as("there is no vm4").doesNotContainKey(needed);
                }));

        Simulation smallest = broken.smallest();

        assertThat(smallest.vms).containsOnlyKeys(needed);
        assertThat(smallest.nodes).isEmpty();
        assertThat(broken.repeatedFrom(smallest)).hasSize(1);
    }

    @Test
    void theKindOfAFaultIsTold() {
        assertThatThrownBy(() -> new Steps().take("a node left", new Simulation(), start -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(BrokenPromise.class)
                .hasMessageContaining("step 1, a node left: no");
    }
}

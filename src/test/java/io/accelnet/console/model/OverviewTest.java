package io.accelnet.console.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.cli.report.Mark;
import io.accelnet.console.KnownFacts;
import io.accelnet.console.model.Overview.Which;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private static AccelNetNode down(String name, String cluster) {
        return host(name, cluster, "ReportedDown");
    }

    /** One that has nothing free. */
    private static AccelNetNode host(String name, String cluster, String available) {
        return new KubernetesSerialization().unmarshal("""
                apiVersion: accelnet.io/v1alpha1
                kind: AccelNetNode
                metadata: {name: %s}
                spec: {hostType: External, operatingSystem: Linux, adapters: []}
                status:
                  cluster: %s
                  virtualFunctions: 4
                  used: 1
                  free: 0
                  conditions: [{type: Available, status: Unknown, reason: %s}]
                """.formatted(name, cluster, available), AccelNetNode.class);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        KnownFacts facts = KnownFacts.samples().has(down("east-9", "east"), down("elsewhere", "west"));

        Overview overview = Overview.of(facts, Which.ALL, "", 0);

        assertThat(overview.clusters()).singleElement().satisfies(east -> {
            assertThat(east.mark()).isEqualTo(Mark.GOOD);
            assertThat(east.bar().parts()).extracting(Bar.Part::kind).containsExactly("used", "reserved", "available");
            assertThat(east.bar().total()).isEqualTo(16);
            assertThat(east.alerts())
                    .extracting(Overview.Alert::what, Overview.Alert::reason)
                    .containsExactly(tuple("HostsAlike", "HostsDiffer"), tuple("Hosts", "ReportedDown"));
            assertThat(east.alerts().getLast().message()).isEqualTo("1 host isn't up: east-9 (ReportedDown).");
        });
    }

    @Test
    void showsTheHostsThatAreAskedFor() throws IOException {
        KnownFacts facts = KnownFacts.samples().has(down("east-9", "east"), host("east-8", "east", "Up"));

        assertThat(Overview.of(facts, Which.NOT_UP, "", 0).hosts().rows())
                .singleElement()
                .satisfies(host -> {
                    assertThat(host.use().name()).isEqualTo("east-9");
                    assertThat(host.mark()).isEqualTo(Mark.BAD);
                    assertThat(host.bar().parts()).extracting(Bar.Part::kind).containsExactly("used", "unusable");
                });
        assertThat(Overview.of(facts, Which.FULL, "", 0).hosts().rows())
                .extracting(host -> host.use().name())
                .containsExactly("east-8");
        assertThat(Overview.of(facts, Which.ALL, "reporteddown", 0).hosts().matching())
                .isEqualTo(1);
        assertThat(Which.of("anything")).isEqualTo(Which.ALL);
    }

    @Test
    void aThousandHostsHavePages() {
        KnownFacts facts = new KnownFacts();
        IntStream.range(0, 1000).forEach(i -> facts.has(down("host-%03d".formatted(i), "east")));

        Overview last = Overview.of(facts, Which.ALL, "", 9);

        assertThat(last.hosts().rows()).hasSize(1000 - 8 * Overview.HOSTS);
        assertThat(last.hosts().rows().getLast().use().name()).isEqualTo("host-999");
    }
}

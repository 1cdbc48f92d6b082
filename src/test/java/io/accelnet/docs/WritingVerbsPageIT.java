package io.accelnet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.api.v1alpha1.Performance;
import io.accelnet.cli.Shell;
import io.accelnet.cli.Shell.Answer;
import io.accelnet.operator.harness.Arena;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.KubeVirt;
import io.accelnet.operator.harness.NewShop;
import io.accelnet.operator.harness.Statuses;
import io.accelnet.testing.SharedControlPlane;
import io.accelnet.testing.controlplane.ControlPlane;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands of the page of the verbs that write, in the order of the page: from nothing to ten VMs that are enabled, and back. */
@ExtendWith(SharedControlPlane.class)
class WritingVerbsPageIT {
    private static final Logger LOG = LoggerFactory.getLogger(WritingVerbsPageIT.class);
    private static final String FILE = "docs/verbs.md";
    private static final String FIELD_MANAGER = "kubectl-accelnet";

    @Test
    void fromNothingToTenVmsAndBack(ControlPlane controlPlane) throws IOException {
        try (Arena arena = Arena.on(controlPlane);
                KubeVirt kubeVirt = new KubeVirt(arena.client()).install()) {
            NewShop.prepare(arena, kubeVirt);
            arena.operator();

            Map<String, Answer> begun = run(controlPlane, "From nothing to ten VMs");
            assertThat(DocumentedCommands.of(FILE).page())
                    .as("what enable answers")
                    .contains("```\n" + answer(begun, "enable ").out() + "```\n");
            assertThat(answer(begun, "vm enable ").out().lines())
                    .hasSize(11)
                    .endsWith("10 VMs: 10 enabled")
                    .first()
                    .asString()
                    .matches("shop/\\w+ +enabled     Low on host-\\d");
            assertThat(arena.vms()).hasSize(10).allSatisfy(vm -> {
                assertThat(Statuses.isReady(vm)).isTrue();
                assertThat(vm.getMetadata().getManagedFields())
                        .anySatisfy(entry -> assertThat(entry.getManager()).isEqualTo(FIELD_MANAGER));
            });

            Map<String, Answer> changed = run(controlPlane, "Enable, change and disable a cluster");
            assertThat(answer(changed, "set vms --reserve").out())
                    .contains(
                            "may be down at once: 2 (now 1)",
                            "accelnetcluster.accelnet.io/vms changed",
                            "4 nodes, of which 2 may be down at once");
            assertThat(clusters(arena)).singleElement().satisfies(cluster -> {
                assertThat(cluster.getSpec().nodeReservePercentage()).isEqualTo(50);
                assertThat(cluster.getSpec().maxVirtualFunctionsPerNamespace())
                        .as("after a dry run")
                        .isNull();
            });

            Map<String, Answer> vms = run(controlPlane, "Enable, change and disable VMs");
            assertThat(answer(vms, "vm enable ").out()).endsWith("2 VMs: 2 unchanged\n");
            assertThat(answer(vms, "vm set ").out()).matches("shop/web   changed     High on host-\\d\n");
            assertThat(answer(vms, "vm disable ").out()).endsWith("2 VMs: 2 disabled\n");
            assertThat(arena.vms())
                    .hasSize(8)
                    .allSatisfy(vm -> assertThat(vm.getSpec().performance()).isEqualTo(Performance.LOW));

            Answer asked = type(controlPlane, "kubectl accelnet disable vms");
            assertThat(asked.code()).isEqualTo(2);
            assertThat(asked.err()).contains("8 VMs lose something by this", "add --yes");
            Answer disabled = type(controlPlane, "kubectl accelnet disable vms --yes");
            assertThat(disabled.out()).contains("Losing something: 8 VMs", "accelnetcluster.accelnet.io/vms deleted");
            assertThat(disabled.code()).isZero();
            assertThat(clusters(arena)).isEmpty();
            Consistency.assertHolds(arena);
        } finally {
            NewShop.clear(controlPlane);
        }
    }

    /** Runs the commands below a heading; each has to succeed. */
    private static Map<String, Answer> run(ControlPlane controlPlane, String heading) throws IOException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (String block : DocumentedCommands.of(FILE).below(heading)) {
            for (String line : block.lines().toList()) {
                long before = System.nanoTime();
                Answer answer = type(controlPlane, line);
                LOG.info("{}: {}", line, Duration.ofNanos(System.nanoTime() - before));
                assertThat(answer.code()).as(line + "\n" + answer.screen()).isZero();
                answers.put(line, answer);
            }
        }
        return answers;
    }

    private static Answer type(ControlPlane controlPlane, String line) {
        assertThat(line).startsWith("kubectl accelnet ");
        return Shell.type(line.substring("kubectl ".length()) + " --kubeconfig " + controlPlane.kubeconfig());
    }

    private static Answer answer(Map<String, Answer> answers, String verb) {
        return answers.entrySet().stream()
                .filter(each -> each.getKey().startsWith("kubectl accelnet " + verb))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static List<AccelNetCluster> clusters(Arena arena) {
        return arena.client().resources(AccelNetCluster.class).list().getItems();
    }
}

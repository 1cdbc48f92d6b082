package io.accelnet.operator.gate;

import static io.accelnet.operator.gate.GatedCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accelnet.testing.deploy.Tool;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With enforcement Warn nothing is held, and nothing is refused. */
class WarnIT {
    @TempDir
    private Path folder;

    @Test
    void itSaysWhatWouldBeHeld() throws IOException, InterruptedException {
        try (GatedCluster cluster = GatedCluster.startWarning()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(create(cluster, Pods.requesting("vm"), "--dry-run=server")
                                    .errors())
                            .contains("the pod requests openshift.io/vm_ports. With enforcement On it would wait until"
                                    + " accelnet-operator has virtual functions for it."));

            assertThat(create(cluster, Pods.requesting("vm")).expectSuccess()).contains("created");
            assertThat(Gate.holds(cluster.read("vm"))).isFalse();
            assertThat(create(cluster, Pods.plain("plain")).errors()).isEmpty();
            Tool.Answer bound = create(cluster, Pods.requesting("bound", "nodeName: node-1"));
            assertThat(bound.expectSuccess()).contains("created");
            assertThat(bound.errors())
                    .contains("names the node node-1. With enforcement On it would be refused: remove spec.nodeName.");
            assertThat(cluster.operatorMay("patch", "", "pods", "vm")).isFalse();
            assertThat(cluster.operatorMay("list", "", "persistentvolumeclaims", ""))
                    .as("whoever opens no pods needn't know where their volumes are")
                    .isFalse();
        }
    }

    private Tool.Answer create(GatedCluster cluster, Pod pod, String... options)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("pod.yaml"), Serialization.asYaml(pod));
        String[] all = new String[options.length + 3];
        System.arraycopy(new String[] {"create", "-f", file.toString()}, 0, all, 0, 3);
        System.arraycopy(options, 0, all, 3, options.length);
        return cluster.kubectl().run(all);
    }
}

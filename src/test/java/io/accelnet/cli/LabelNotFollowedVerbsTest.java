package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetCluster;
import io.accelnet.cli.Shell.Answer;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** VMs whose labels ask for an AccelNetVM that the operator doesn't make: none of them is enabled. */
class LabelNotFollowedVerbsTest extends VerbsOnRecordedApi {
    private static final String LOW = "accelnet.io/performance: Low";

    @BeforeEach
    void fill() {
        server.has(Objects.intent(), Objects.node("node-1", 2), Objects.node("node-2", 2), Objects.cluster(50));
    }

    private void machine(String name, String labels) {
        server.has(new KubernetesSerialization().unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: tenant, name: %s, labels: {%s}}
                spec:
                  template:
                    spec:
                      domain: {cpu: {cores: 4}, devices: {interfaces: [{name: fast, sriov: {}}]}}
                      networks: [{name: fast, multus: {networkName: fast}}]
                """.formatted(name, labels), KubeVirtVirtualMachine.class));
    }

    private void severalClusters() {
        AccelNetCluster other = Objects.cluster(50);
        other.getMetadata().setName("west");
        server.has(other);
    }

    private void failed(String line, String words) {
        Answer answer = type(line);

        assertThat(answer.out()).contains("failed").contains(words);
        assertThat(answer.code()).isEqualTo(1);
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void enableNamesTheClusterThatTheLabelsLeaveOpen() {
        severalClusters();
        machine("web", LOW);

        Answer answer = type("vm enable web --performance Low --cluster main --wait=false");

        assertThat(answer.out()).isEqualTo("tenant/web   written     by the label of its VirtualMachine\n");
        assertThat(server.writes()).singleElement().satisfies(write -> {
            assertThat(write.method()).isEqualTo("PATCH");
            assertThat(write.path()).contains("/namespaces/tenant/virtualmachines/web");
            assertThat(write.body().toString())
                    .contains("/metadata/labels/accelnet.io~1performance", "\"Low\"")
                    .contains("/metadata/labels/accelnet.io~1cluster", "\"main\"");
        });
        assertThat(type("vm enable web --performance Low --cluster main --dry-run=client")
                        .out())
                .isEqualTo("tenant/web   changed (dry run)   Low on node-1\n");
    }

    /** It is one of those that aren't enabled yet. */
    @Test
    void allAreAlsoThoseWhoseLabelsAreNotFollowed() {
        severalClusters();
        machine("web", LOW);
        machine("followed", LOW + ", accelnet.io/cluster: west");

        assertThat(type("vm enable --all --performance Low --cluster main --wait=false")
                        .out())
                .isEqualTo("tenant/web   written     by the label of its VirtualMachine\n");
    }

    @Test
    void aNameThatIsTakenIsNotEnabledByItsLabel() {
        machine("web", LOW);
        machine("db", "");
        server.has(Objects.reference("tenant", "web", "db"));

        failed(
                "vm enable web --performance Low --dry-run=client",
                "AccelNetVM web is there already, and is for VirtualMachine db");
        failed("vm enable --all --performance Low --dry-run=client", "is for VirtualMachine db");
        failed(
                "vm set virtualmachine.kubevirt.io/web --performance High --dry-run=client",
                "AccelNetVM web wasn't made from them, and has the name that this VM's would have");
    }

    @Test
    void whatALabelSaysWronglyIsSaid() {
        machine("web", LOW + ", accelnet.io/port-policy: Every");

        failed(
                "vm enable web --performance Low --dry-run=client",
                "Label accelnet.io/port-policy says \"Every\": it must be Any or Different."
                        + " Until then the VM has no AccelNetVM\n");
        failed("vm set web --performance High --dry-run=client", "says \"Every\"");
        assertThat(type("vm set web --port-policy Any --dry-run=client").out())
                .isEqualTo("tenant/web   changed (dry run)   Low on node-1\n");
    }

    @Test
    void setSaysThatTheClusterIsLeftOpen() {
        severalClusters();
        machine("web", LOW);

        failed(
                "vm set web --performance High --wait=false",
                "There are several AccelNetClusters: set label accelnet.io/cluster to one of main, west");
        failed(
                "vm enable web --performance Low --port-policy Different --cluster main --wait=false",
                "set label accelnet.io/cluster to one of main, west");
    }

    /** Who may not see the clusters has said which one is meant. */
    @Test
    void whereTheClustersAreNotKnownTheOneThatIsSaidIsNamed() {
        machine("web", LOW);
        server.forbid("accelnetclusters");

        type("vm enable web --performance Low --cluster main --wait=false");

        assertThat(server.writes())
                .singleElement()
                .satisfies(write -> assertThat(write.body().toString()).contains("accelnet.io~1cluster", "\"main\""));
        assertThat(type("vm set web --performance High --wait=false").out())
                .isEqualTo("tenant/web   written     by the label of its VirtualMachine\n");
    }
}

package io.accelnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.AccelNetVMStatus;
import io.accelnet.cli.RecordedApiServer.Write;
import io.accelnet.cli.Shell.Answer;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine;
import io.accelnet.operator.harness.Objects;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * VirtualMachine web has two AccelNetVMs: web-2, which counts since it was admitted, and web, which the operator refuses. Nobody may hit
 * the one where the other is meant.
 */
class TwoForOneVerbsTest extends VerbsOnRecordedApi {
    private static final String VMS = "DELETE /apis/accelnet.io/v1alpha1/namespaces/tenant/accelnetvms/";

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @BeforeEach
    void fill() {
        AccelNetVM counts = Objects.reference("tenant", "web-2", "web");
        counts.setStatus(serialization.unmarshal("admitted: true\nconditions: []", AccelNetVMStatus.class));
        server.has(
                Objects.intent(),
                Objects.node("node-1", 2),
                Objects.node("node-2", 2),
                Objects.cluster(50),
                machine("web", ""),
                counts,
                Objects.reference("tenant", "web", "web"));
    }

    private KubeVirtVirtualMachine machine(String name, String labels) {
        return serialization.unmarshal("""
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {namespace: tenant, name: %s, labels: {%s}}
                spec: {template: {spec: {domain: {devices: {interfaces: [{name: fast, sriov: {}}]}}}}}
                """.formatted(name, labels), KubeVirtVirtualMachine.class);
    }

    private Stream<String> written() {
        return server.writes().stream().map(write -> write.method() + " " + write.path());
    }

    private void failed(String line, String... words) {
        Answer answer = type(line);

        assertThat(answer.out()).contains("failed").contains(words);
        assertThat(answer.code()).isEqualTo(1);
        assertThat(server.writes()).isEmpty();
    }

    @Test
    void allMeansBoth() {
        assertThat(type("vm disable --all").err()).contains("2 VMs lose their virtual functions by this: tenant/web,");

        Answer answer = type("vm disable --all --yes --wait=false");

        assertThat(answer.out()).contains("tenant/web     disabled\n", "tenant/web-2   disabled\n");
        assertThat(written()).containsExactlyInAnyOrder(VMS + "web", VMS + "web-2");
    }

    @Test
    void aNameThatMeansTwoIsRefused() {
        String[] both = {
            "this name means AccelNetVM web-2 for VirtualMachine web, and AccelNetVM web for VirtualMachine web",
            "say accelnetvm.accelnet.io/web-2 or accelnetvm.accelnet.io/web, with -n tenant"
        };

        failed("vm disable web --wait=false", both);
        failed("vm set web --performance High --wait=false", both);
        failed("vm disable virtualmachine.kubevirt.io/web --wait=false", both);
    }

    /** Whatever such a name means, the other one is said too. */
    @Test
    void theNamesOfGetVmsMeanTheAccelNetVms() {
        String names = type("get vms -o name").out();
        assertThat(names).isEqualTo("tenant/web\ntenant/web-2\n");

        Answer answer = run(names, "vm disable - --wait=false");

        assertThat(answer.out()).contains("tenant/web     disabled\n", "tenant/web-2   disabled\n");
        assertThat(written()).containsExactlyInAnyOrder(VMS + "web", VMS + "web-2");
    }

    @Test
    void aVmIsNotDisabledWhileAnotherAccelNetVmIsForIt() {
        Answer answer = type("vm disable accelnetvm.accelnet.io/web --wait=false");

        assertThat(answer.out())
                .isEqualTo(
                        "tenant/web   deleted     AccelNetVM web-2 is for VirtualMachine web too: the VM stays enabled\n");
        assertThat(answer.code()).isZero();
        assertThat(written()).containsExactly(VMS + "web");
        assertThat(type("vm disable accelnetvm.accelnet.io/web --dry-run=client")
                        .out())
                .contains("deleted (dry run)   AccelNetVM web-2");
    }

    /** The label of a VirtualMachine that another VM has taken the name from. */
    @Test
    void anotherVmOfThatNameIsNotHitInItsPlace() {
        server.has(
                machine("db", "accelnet.io/performance: Low"),
                machine("cache", ""),
                Objects.reference("tenant", "db", "cache"));

        failed(
                "vm disable db --wait=false",
                "AccelNetVM db for VirtualMachine cache, and label accelnet.io/performance of VirtualMachine db",
                "say accelnetvm.accelnet.io/db or virtualmachine.kubevirt.io/db");

        type("vm disable virtualmachine.kubevirt.io/db --wait=false");

        assertThat(server.writes()).extracting(Write::method).containsExactly("PATCH");
    }

    @Test
    void explainTellsOfTheOneThatCounts() {
        Answer answer = type("explain vm tenant/web");

        assertThat(answer.out()).contains("tenant/web-2 asks cluster main");
        assertThat(answer.err())
                .contains(
                        "AccelNetVM tenant/web is for VirtualMachine web too, and doesn't count: delete one of the two")
                .contains("explain vm accelnetvm.accelnet.io/web -n tenant");
        assertThat(type("explain vm accelnetvm.accelnet.io/web").out()).contains("VirtualMachineTaken");
    }
}

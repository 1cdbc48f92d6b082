package io.accelnet.operator.gather.kubevirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** vCPUs are counted as KubeVirt counts them. */
class VCpusTest {
    private static String machine(String domain) {
        return "{kind: VirtualMachine, metadata: {}, spec: {template: {spec: {domain: {" + domain + "}}}}}";
    }

    private static int stopped(String domain) {
        return new Fixture().with(machine(domain)).vCpus();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpu: {sockets: 2, cores: 3, threads: 2} | 12",
                "cpu: {sockets: 2, cores: 3} | 6",
                "cpu: {cores: 3} | 3",
                "cpu: {sockets: 5} | 5",
                "cpu: {threads: 2} | 2",
                "cpu: {sockets: 4, cores: 0, threads: 1} | 4",
                "cpu: {sockets: 2147483647, cores: 2147483647, threads: 2147483647} | 2147483647",
            })
    void theProductOfWhatIsSet(String domain, int vCpus) {
        assertThat(stopped(domain)).isEqualTo(vCpus);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resources: {limits: {cpu: '4'}, requests: {cpu: '2'}} | 4",
                "resources: {limits: {cpu: 4}} | 4",
                "resources: {requests: {cpu: '2'}} | 2",
                "resources: {requests: {cpu: 1500m}} | 2",
                "resources: {limits: {cpu: 2001m}} | 3",
                "resources: {limits: {cpu: 125m}} | 1",
                "resources: {limits: {cpu: '0'}} | 1",
                "resources: {limits: {cpu: '2.5'}} | 3",
                "resources: {limits: {cpu: 2.5}} | 3",
                "resources: {limits: {cpu: 3e0}} | 3",
                "resources: {limits: {cpu: '1e99'}} | 2147483647",
                "resources: {limits: {memory: 2Gi}, requests: {cpu: '3', memory: 1Gi}} | 3",
            })
    void elseTheLimitElseTheRequestRoundedUp(String domain, int vCpus) {
        assertThat(stopped(domain)).isEqualTo(vCpus);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cpu: {}",
                "cpu: {sockets: 0, cores: 0, threads: 0}",
                "cpu: {model: host-model}",
                "resources: {}",
                "resources: {limits: {memory: 2Gi}}",
                "cpu: null, resources: null"
            })
    void elseOne(String domain) {
        assertThat(stopped(domain)).isEqualTo(1);
    }

    @Test
    void theTopologyCountsBeforeWhatThePodAsksFor() {
        assertThat(stopped("cpu: {cores: 2}, resources: {limits: {cpu: 8}, requests: {cpu: 4}}"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "-1", "1e999999999", "0.000000000000000000000000000000000000000000001", ""})
    void whatIsNoAmountIsNamed(String amount) {
        Fixture fixture = new Fixture().with(machine("resources: {requests: {cpu: '" + amount + "'}}"));

        assertThat(fixture.unresolved().obstacle()).isEqualTo(Obstacle.INVALID);
        assertThat(fixture.unresolved().message())
                .contains("spec.template.spec.domain.resources.requests.cpu", "VirtualMachine web");
    }

    @Test
    void aVmThatRunsHasWhatItsInstanceHas() {
        assertThat(new Fixture()
                        .with(
                                machine("cpu: {sockets: 4}"),
                                "{kind: VirtualMachineInstance, metadata: {}, status: {phase: Running, currentCPUTopology:"
                                        + " {sockets: 2, cores: 1, threads: 1}}}")
                        .vCpus())
                .as("the template counts from the next start on")
                .isEqualTo(2);
    }

    @Test
    void vCpusThatWereAddedWhileItRunsCount() {
        assertThat(new Fixture()
                        .with(
                                machine("cpu: {sockets: 2, maxSockets: 8}"),
                                "{kind: VirtualMachineInstance, metadata: {}, spec: {domain: {cpu: {sockets: 2, cores: 1}}},"
                                        + " status: {phase: Running, currentCPUTopology: {sockets: 6, cores: 1, threads: 1}}}")
                        .vCpus())
                .isEqualTo(6);
    }

    @Test
    void anInstanceWithoutATopologyYetHasThatOfTheTemplate() {
        assertThat(new Fixture()
                        .with(
                                machine("cpu: {sockets: 4}"),
                                "{kind: VirtualMachineInstance, metadata: {}, status: {phase: Scheduling}}")
                        .vCpus())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "Failed"})
    void anInstanceThatHasEndedCountsNoMore(String phase) {
        assertThat(new Fixture()
                        .with(
                                machine("cpu: {sockets: 4}"),
                                "{kind: VirtualMachineInstance, metadata: {}, status: {phase: " + phase
                                        + ", nodeName: host-1, currentCPUTopology: {sockets: 2}}}")
                        .vCpus())
                .isEqualTo(4);
    }
}

package io.accelnet.console.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.report.Mark;
import io.accelnet.cli.view.Prerequisites;
import io.accelnet.cli.view.Prerequisites.Check;
import io.accelnet.cli.view.Prerequisites.Host;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostChecksTest {
    private static final Prerequisites FOUND = new Prerequisites(
            "east",
            List.of("compute"),
            false,
            List.of(
                    new Check("IntentFound", "True", "Passed", "", List.of()),
                    new Check(
                            "OperatingSystemSupported",
                            "True",
                            "Passed",
                            "",
                            List.of(
                                    new Host("a", null, "True", "Passed", null, null),
                                    new Host("b", null, "True", "Passed", null, null))),
                    new Check(
                            "SriovSupported",
                            "False",
                            "Sriov_support_Unknown",
                            "some",
                            List.of(
                                    new Host("a", "ens1", "True", "Passed", null, null),
                                    new Host("b", "ens1", "Unknown", "NotStated", "state it", null),
                                    new Host("b", "ens2", "False", "Sriov_support_Unknown", "enable it", null)))));

    @Test
    void whoLacksSomethingComesFirstWithItsWorstAdapter() {
        HostChecks checks = HostChecks.of("east", FOUND, "", 1);

        assertThat(checks.hold()).isFalse();
        assertThat(checks.types()).containsExactly("OperatingSystemSupported", "SriovSupported");
        assertThat(checks.others()).extracting(HostChecks.Finding::type).containsExactly("IntentFound");
        assertThat(checks.hosts().rows()).extracting(HostChecks.Host::name).containsExactly("b", "a");
        assertThat(checks.hosts().rows().getFirst().findings().get(1))
                .isEqualTo(
                        new HostChecks.Finding("SriovSupported", Mark.BAD, "ens2: Sriov_support_Unknown", "enable it"));
        assertThat(checks.hosts().rows().getLast().findings())
                .extracting(HostChecks.Finding::code)
                .containsExactly("Passed", "Passed");
    }

    @Test
    void findsACode() {
        assertThat(HostChecks.of("east", FOUND, "sriov_support", 1).hosts().rows())
                .extracting(HostChecks.Host::name)
                .containsExactly("b");
    }
}

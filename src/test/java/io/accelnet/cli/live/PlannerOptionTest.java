package io.accelnet.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.cli.Shell;
import io.accelnet.plan.Planner;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every verb that foresees what the operator decides can be told how the operator is set. */
class PlannerOptionTest {
    private static PlannerOption option(String... words) {
        return CommandLine.populateCommand(new PlannerOption(), words);
    }

    @Test
    void nodesLeaveAsTheOperatorHasThemLeaveByItself() {
        assertThat(option().planner().leavingTime()).isEqualTo(Planner.LEAVING_TIME);
        assertThat(new PlannerOption().planner().leavingTime()).isEqualTo(Planner.LEAVING_TIME);
    }

    @Test
    void nodesLeaveAsTheOperatorIsSetTo() {
        assertThat(option("--leaving-seconds", "3600").planner().leavingTime()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan -f deploy/samples",
                "prereq",
                "explain vm web",
                "drain-check node-1",
                "fail node-1 --dry-run",
                "unmanaged",
                "enable main --intent compute",
                "set main --reserve 25",
                "disable main",
                "vm enable web --performance Low",
                "vm set web --performance Low",
                "vm disable web",
                "console --no-browser"
            })
    void whatCannotBeMeantIsRefusedBeforeAnythingIsRead(String verb) {
        Shell.Answer answer = Shell.type("accelnet " + verb + " --leaving-seconds -1");

        assertThat(answer.err()).isEqualTo("accelnet: --leaving-seconds -1: 0 or more is needed\n");
        assertThat(answer.code()).isEqualTo(2);
    }
}

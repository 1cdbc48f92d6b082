package io.accelnet.plan.reserve.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.accelnet.plan.reserve.Displaced;
import io.accelnet.plan.reserve.TestCluster;
import io.accelnet.plan.reserve.model.FleetState;
import io.accelnet.plan.reserve.model.HostState;
import io.accelnet.plan.reserve.placement.FleetIndex;
import io.accelnet.plan.reserve.placement.JointPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a state that was proven against what recovery does: whichever host fails, the models place all of its VMs. */
final class EveryHost {
    private EveryHost() {}

    /** @param told what replays the case */
    static void mayFail(TestCluster cluster, FleetIndex index, String told) {
        FleetState state = index.state();
        for (HostState down : state.hosts()) {
            List<HostState> supply =
                    state.hosts().stream().filter(host -> host != down).toList();
            List<Displaced> displaced = new ArrayList<>();
            for (TestCluster.Vm vm : cluster.vms.values()) {
                if (vm.node().name.equals(down.name())) {
                    displaced.add(new Displaced(vm.name(), vm.demand(), Optional.empty()));
                }
            }
            assertThat(JointPlacement.on(index, supply).byModels(displaced))
                    .as("without %s, %s", down.name(), told)
                    .isPresent();
        }
    }
}

package io.accelnet.cli.report;

import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Plan;
import java.io.PrintWriter;
import java.util.List;

/** Why VMs that haven't what they ask for haven't. What is said of many is said once, in the words for the first of them. */
final class VmReasons {

    private static final int NAMED = 3;

    private final SaidOnce<Kind, VmId> vms = new SaidOnce<>();

    private record Kind(VmState state, String reason) {}

    VmReasons(Plan plan) {
        plan.vms().forEach((id, vm) -> {
            VmState state = VmState.of(vm);
            if (state != VmState.ADMITTED) {
                Finding ready = VmState.ready(vm);
                vms.add(new Kind(state, ready.reason().wire()), id, "VM " + id.name(), ready.message());
            }
        });
    }

    void print(PrintWriter out) {
        vms.groups().forEach(group -> {
            List<VmId> ids = group.of();
            Kind kind = group.kind();
            out.println(
                    ids.size() == 1
                            ? ids.getFirst() + " is " + kind.state.word() + ", " + kind.reason + ":"
                            : ids.size() + " VMs are " + kind.state.word() + ", " + kind.reason + " ("
                                    + Phrases.list(
                                            ids.stream().map(VmId::toString).toList(), NAMED) + "):");
            TableText.wrap(group.said(), "  ").forEach(out::println);
        });
        if (!vms.groups().isEmpty()) {
            out.println();
        }
    }
}

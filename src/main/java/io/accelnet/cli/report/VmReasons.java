package io.accelnet.cli.report;

import io.accelnet.cli.scenario.VmState;
import io.accelnet.plan.Phrases;
import io.accelnet.plan.VmId;
import io.accelnet.plan.outcome.Finding;
import io.accelnet.plan.outcome.Plan;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why VMs that haven't what they ask for haven't. What is said of many is said once, in the words for the first of them. */
final class VmReasons {

    private static final int NAMED = 3;

    private final Map<Said, List<VmId>> vms = new LinkedHashMap<>();

    /**
     * What is said of a VM.
     *
     * @param message without the VM's own name
     */
    private record Said(VmState state, String reason, String message) {}

    VmReasons(Plan plan) {
        plan.vms().forEach((id, vm) -> {
            VmState state = VmState.of(vm);
            if (state != VmState.ADMITTED) {
                Finding ready = VmState.ready(vm);
                // No VM's name has a NUL.
                String message = ready.message().replace("VM " + id.name(), "VM \0");
                vms.computeIfAbsent(new Said(state, ready.reason().wire(), message), said -> new ArrayList<>())
                        .add(id);
            }
        });
    }

    void print(PrintWriter out) {
        vms.forEach((said, ids) -> {
            VmId first = ids.getFirst();
            out.println(
                    ids.size() == 1
                            ? first + " is " + said.state.word() + ", " + said.reason + ":"
                            : ids.size() + " VMs are " + said.state.word() + ", " + said.reason + " ("
                                    + Phrases.list(
                                            ids.stream().map(VmId::toString).toList(), NAMED) + "):");
            TableText.wrap(said.message.replace("VM \0", "VM " + first.name()), "  ")
                    .forEach(out::println);
        });
        if (!vms.isEmpty()) {
            out.println();
        }
    }
}

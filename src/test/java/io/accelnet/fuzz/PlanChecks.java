package io.accelnet.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accelnet.api.v1alpha1.AccelNetNode;
import io.accelnet.api.v1alpha1.AccelNetVM;
import io.accelnet.api.v1alpha1.Allocation;
import io.accelnet.api.v1alpha1.LinkState;
import io.accelnet.api.v1alpha1.NodeAdapter;
import io.accelnet.cli.schema.FieldError;
import io.accelnet.cli.schema.Schemas;
import io.accelnet.cli.schema.Values;
import io.accelnet.operator.harness.Consistency;
import io.accelnet.operator.harness.Kstatus;
import io.accelnet.operator.harness.Soundness;
import io.accelnet.operator.harness.Statuses;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of a world once no plan changes anything about it. */
final class PlanChecks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Schemas schemas;
    private final List<Finding> found = new ArrayList<>();

    PlanChecks(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * What doesn't hold.
     *
     * @param fresh whether everything was given by plans for these very objects: nothing may be overdrawn then
     */
    List<Finding> of(World world, boolean fresh) {
        for (CustomResource<?, ?> object : world.ours()) {
            if (object.getStatus() == null) {
                found.add(new Finding("no answer", name(object) + " has no status"));
                continue;
            }
            Kstatus.check(object).forEach(fault -> found.add(new Finding("kstatus", fault)));
            Soundness.check(object).forEach(fault -> found.add(new Finding("given twice", fault)));
            statusIsAccepted(object);
        }
        ledgersAndStatusesAgree(world);
        if (fresh) {
            world.objects().nodes().forEach(this::hardwareIsEnough);
        }
        return found;
    }

    /** What the operator writes has to get past the schema too, or it is refused again and again. */
    private void statusIsAccepted(CustomResource<?, ?> object) {
        List<FieldError> errors =
                schemas.of(object.getKind()).orElseThrow().create(Values.object(JSON.valueToTree(object)));
        errors.forEach(error -> found.add(new Finding(
                "status refused by the schema", name(object) + ": " + error.path() + ": " + error.message())));
    }

    private void hardwareIsEnough(AccelNetNode node) {
        Map<String, Integer> queuePairs = new HashMap<>();
        for (Allocation entry : node.getStatus().allocations()) {
            NodeAdapter port = node.getSpec().adapters().stream()
                    .filter(adapter -> adapter.name().equals(entry.adapter()))
                    .findFirst()
                    .orElse(null);
            if (port == null) {
                found.add(new Finding("given without hardware", name(node) + " has no port for " + entry));
                continue;
            }
            if (!gives(port, entry.virtualFunction())) {
                found.add(new Finding("given without hardware", name(node) + ": " + entry + " of " + port));
            }
            Integer most = port.maxQueuePairsPerVirtualFunction();
            if (most != null && entry.queuePairs() > most) {
                found.add(
                        new Finding("more queue pairs than a VF can have", name(node) + ": " + entry + " of " + port));
            }
            int sum = queuePairs.merge(port.name(), entry.queuePairs(), Integer::sum);
            Integer budget = port.queuePairs();
            if (budget != null && sum > budget) {
                found.add(new Finding("overdrawn", name(node) + ": " + sum + " queue pairs of " + port));
            }
        }
    }

    /** Whether the port has a virtual function of this number for VMs, and a link to use it. */
    private static boolean gives(NodeAdapter port, int function) {
        int first = Optional.ofNullable(port.firstVirtualFunction()).orElse(0);
        return function >= first
                && function < first + port.virtualFunctions()
                && !port.excludedVirtualFunctions().contains(function)
                && port.linkState() != LinkState.DOWN;
    }

    /** A status names what the ledgers have. It may name nothing where hardware was lost whose entries are still there. */
    private void ledgersAndStatusesAgree(World world) {
        Map<String, Set<String>> ledgers = Consistency.inLedgers(world.objects().nodes());
        Map<String, Set<String>> statuses =
                Consistency.inStatuses(world.objects().vms());
        for (AccelNetVM vm : world.objects().vms()) {
            String uid = vm.getMetadata().getUid();
            Set<String> held = ledgers.getOrDefault(uid, Set.of());
            Set<String> named = statuses.getOrDefault(uid, Set.of());
            boolean withoutAny = named.isEmpty() && !Statuses.isReady(vm);
            if (!held.equals(named) && !withoutAny) {
                found.add(new Finding(
                        "ledgers and statuses differ", name(vm) + ": ledgers " + held + ", status " + named));
            }
        }
    }

    private static String name(CustomResource<?, ?> object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }
}

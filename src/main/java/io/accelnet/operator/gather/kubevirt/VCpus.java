package io.accelnet.operator.gather.kubevirt;

import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine.CpuAmount;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine.Domain;
import io.accelnet.operator.gather.kubevirt.KubeVirtVirtualMachine.Resources;
import io.accelnet.plan.snapshot.VirtualMachine.Obstacle;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Counts the vCPUs that a template without an instance type states, as KubeVirt does. */
final class VCpus {
    private static final int DEFAULT = 1;
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    /** More digits, or a larger exponent, are no amount of CPUs, and could take long to calculate with. */
    private static final Pattern AMOUNT = Pattern.compile("\\+?[0-9.]{1,30}([eE][+-]?[0-9]{1,2}|[a-zA-Z]{0,2})");

    private VCpus() {}

    /** The product of what the topology states; else the limit, else the request, rounded up; else 1. */
    static int of(KubeVirtVirtualMachine machine) throws UnresolvedReferenceException {
        Optional<Domain> domain = machine.domain();
        OptionalInt topology = domain.map(Domain::cpu).map(CpuTopology::vCpus).orElse(OptionalInt.empty());
        if (topology.isPresent()) {
            return topology.getAsInt();
        }
        Optional<Object> limit = amount(domain, Resources::limits);
        if (limit.isPresent()) {
            return roundedUp(machine, "limits", limit.get());
        }
        Optional<Object> request = amount(domain, Resources::requests);
        return request.isPresent() ? roundedUp(machine, "requests", request.get()) : DEFAULT;
    }

    private static Optional<Object> amount(Optional<Domain> domain, Function<Resources, CpuAmount> of) {
        return domain.map(Domain::resources).map(of).map(CpuAmount::cpu);
    }

    private static int roundedUp(KubeVirtVirtualMachine machine, String field, Object amount)
            throws UnresolvedReferenceException {
        String text = amount.toString();
        try {
            if (AMOUNT.matcher(text).matches()) {
                BigDecimal cpus = Quantity.parse(text).getNumericalAmount().setScale(0, RoundingMode.CEILING);
                return Math.max(DEFAULT, cpus.min(MOST).intValue());
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // What it says isn't for users: the field and its value are.
        }
        throw new UnresolvedReferenceException(
                Obstacle.INVALID,
                "spec.template.spec.domain.resources." + field + ".cpu of VirtualMachine "
                        + machine.getMetadata().getName() + " is no amount of CPUs, such as 2 or 1500m.");
    }
}

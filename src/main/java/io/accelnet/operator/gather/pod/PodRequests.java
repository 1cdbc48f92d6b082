package io.accelnet.operator.gather.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How much of each resource a pod requests, as kube-scheduler counts. */
public final class PodRequests {
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final String ALWAYS = "Always";

    private PodRequests() {}

    /** How much a pod requests of each of these resources; those of which it requests nothing aren't in the map. */
    public static Map<String, Integer> of(Pod pod, Set<String> resources) {
        Map<String, Integer> requests = new TreeMap<>();
        @Nullable PodSpec spec = pod.getSpec();
        if (spec == null) {
            return requests;
        }
        for (String resource : resources) {
            int amount = amount(spec, resource);
            if (amount > 0) {
                requests.put(resource, amount);
            }
        }
        return requests;
    }

    /**
     * Containers run together, with the init containers that go on running beside them. Before that the init containers run one after the
     * other, and what one has had the others get after it.
     */
    private static int amount(PodSpec spec, String resource) {
        long besides = 0;
        long most = 0;
        for (Container container : orEmpty(spec.getInitContainers())) {
            long its = amount(container, resource);
            if (ALWAYS.equals(container.getRestartPolicy())) {
                besides += its;
                most = Math.max(most, besides);
            } else {
                most = Math.max(most, besides + its);
            }
        }
        long together = besides;
        for (Container container : orEmpty(spec.getContainers())) {
            together += amount(container, resource);
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(together, most));
    }

    /** A request that isn't stated is as large as the limit, which the API server writes into it. */
    private static long amount(Container container, String resource) {
        Optional<ResourceRequirements> resources = Optional.ofNullable(container.getResources());
        return resources
                .map(ResourceRequirements::getRequests)
                .map(requests -> requests.get(resource))
                .or(() -> resources.map(ResourceRequirements::getLimits).map(limits -> limits.get(resource)))
                .map(PodRequests::whole)
                .orElse(0);
    }

    /** A quantity of an extended resource; none if it is below zero, and at most the largest integer. */
    public static int whole(Quantity quantity) {
        BigDecimal amount = Quantity.getAmountInBytes(quantity);
        return amount.signum() < 0 ? 0 : amount.min(MOST).intValue();
    }

    private static List<Container> orEmpty(@Nullable List<Container> containers) {
        return containers == null ? List.of() : containers;
    }
}

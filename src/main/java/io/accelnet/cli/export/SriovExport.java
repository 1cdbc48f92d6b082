package io.accelnet.cli.export;

import io.accelnet.api.v1alpha1.NetworkIntent;
import io.accelnet.cli.scenario.BadRequestException;
import io.accelnet.operator.gather.ClusterObjects;
import io.accelnet.operator.gather.sriov.SriovNetworkNodeState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the SriovNetworkNodePolicies and SriovNetworks from which the SR-IOV network operator makes virtual functions and networks: those
 * of each intent, one intent after the other.
 */
public final class SriovExport {
    /**
     * What is asked for beside what the objects say.
     *
     * @param intents the intents' names; none: all that name a resource
     * @param virtualFunctions how many each port shall give; empty: as it is stated
     * @param priority of the policies, 0 to 99, 0 being the highest
     * @param namespace where the SR-IOV network operator looks for its objects; empty: where it has its node states
     * @param networkNamespaces where the networks are made; none: where the intent's VMs are
     */
    public record Options(
            List<String> intents,
            Optional<Integer> virtualFunctions,
            int priority,
            Optional<String> namespace,
            List<String> networkNamespaces) {
        public Options {
            intents = List.copyOf(intents);
            networkNamespaces = List.copyOf(networkNamespaces);
        }
    }

    private final List<PoolManifests> pools = new ArrayList<>();
    /** What is to be said of intents to which no host gives anything. */
    private final List<String> nothing = new ArrayList<>();

    /**
     * An export for one intent or several.
     *
     * @throws BadRequestException if an intent doesn't exist or can't be a pool, or there is nothing to write for one that is asked for
     */
    public SriovExport(ClusterObjects objects, List<SriovNetworkNodeState> states, Options options) {
        for (NetworkIntent intent : intents(objects.intents(), options.intents())) {
            PoolManifests pool = new PoolManifests(objects, states, intent, options);
            pool.nothing().ifPresentOrElse(nothing::add, () -> pools.add(pool));
        }
        if (pools.isEmpty() || !(options.intents().isEmpty() || nothing.isEmpty())) {
            throw new BadRequestException(nothing.getFirst());
        }
    }

    private static List<NetworkIntent> intents(List<NetworkIntent> all, List<String> wanted) {
        List<NetworkIntent> intents = wanted.isEmpty()
                ? all.stream()
                        .filter(intent -> intent.getSpec().resourceName() != null)
                        .sorted(Comparator.comparing(
                                intent -> intent.getMetadata().getName()))
                        .toList()
                : new LinkedHashSet<>(wanted)
                        .stream().map(name -> intent(all, name)).toList();
        if (intents.isEmpty()) {
            throw new BadRequestException(
                    "no NetworkIntent names the resource of its virtual functions: set spec.resourceName of one");
        }
        return intents;
    }

    private static NetworkIntent intent(List<NetworkIntent> all, String name) {
        return all.stream()
                .filter(intent -> intent.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadRequestException("there is no NetworkIntent " + name));
    }

    /** Writes all of it. */
    public void write(PrintWriter out) {
        pools.forEach(pool -> pool.writeHead(out));
        nothing.forEach(why -> PoolManifests.comment(out, "Left out, as " + why + "."));
        Set<String> policies = new TreeSet<>();
        Set<String> networks = new TreeSet<>();
        pools.forEach(pool -> pool.write(out, policies, networks));
        out.flush();
    }
}

package io.accelnet.operator.gather.sriov;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which virtual function has a PCI address, on each Node that has a SriovNetworkNodeState. Only those of Nodes that are asked for are
 * put together. Not for several threads.
 */
public final class FunctionAddresses {
    /** The newer one is the last, then the one whose namespace comes later. */
    private static final Comparator<SriovNetworkNodeState> AGE = Comparator.comparing((SriovNetworkNodeState state) ->
                    Objects.requireNonNullElse(state.getMetadata().getCreationTimestamp(), ""))
            .thenComparing(
                    state -> Objects.requireNonNullElse(state.getMetadata().getNamespace(), ""));

    /**
     * A virtual function.
     *
     * @param port the name of the port that it belongs to
     * @param number its number on that port
     */
    public record VirtualFunction(String port, int number) {}

    private final Map<String, SriovNetworkNodeState> states;
    private final Map<String, Map<String, VirtualFunction>> byNode = new HashMap<>();

    private FunctionAddresses(Map<String, SriovNetworkNodeState> states) {
        this.states = states;
    }

    /** The addresses in these states. */
    public static FunctionAddresses of(Collection<SriovNetworkNodeState> states) {
        return new FunctionAddresses(byNode(states));
    }

    /** The state of each Node: the newest one, if several namespaces have one for it. */
    public static Map<String, SriovNetworkNodeState> byNode(Collection<SriovNetworkNodeState> states) {
        Map<String, SriovNetworkNodeState> newest = HashMap.newHashMap(states.size());
        states.stream()
                .sorted(AGE)
                .forEach(state -> newest.put(state.getMetadata().getName(), state));
        return newest;
    }

    /** The virtual function with this PCI address on this Node; empty if none is known. */
    public Optional<VirtualFunction> find(String node, String pciAddress) {
        return Optional.ofNullable(states.get(node))
                .map(state -> byNode.computeIfAbsent(node, name -> of(state)))
                .map(functions -> functions.get(normal(pciAddress)));
    }

    private static Map<String, VirtualFunction> of(SriovNetworkNodeState state) {
        Map<String, VirtualFunction> functions = new HashMap<>();
        for (SriovNetworkNodeState.Port port : state.ports()) {
            @Nullable String name = port.name();
            if (name == null || name.isEmpty()) {
                continue;
            }
            for (SriovNetworkNodeState.Function function :
                    Objects.requireNonNullElse(port.functions(), List.<SriovNetworkNodeState.Function>of())) {
                @Nullable String address = function.pciAddress();
                if (address != null && function.vfID() >= 0 && function.vfID() <= Integer.MAX_VALUE) {
                    functions.put(normal(address), new VirtualFunction(name, (int) function.vfID()));
                }
            }
        }
        return functions;
    }

    private static String normal(String pciAddress) {
        return pciAddress.toLowerCase(Locale.ROOT);
    }
}

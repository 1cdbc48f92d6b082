package io.accelnet.operator.metrics;

import io.accelnet.operator.metrics.PlanFigures.OfNode;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.stream.Stream;

/** The gauges of nodes. */
final class NodeFamilies {
    private final GaugeFamily all = new GaugeFamily(
            "accelnet_node_virtual_functions",
            "How many virtual functions the cluster may use on the node.",
            "node",
            "cluster",
            "pool");
    private final GaugeFamily used = new GaugeFamily(
            "accelnet_node_virtual_functions_used",
            "How many of the node's virtual functions VMs have.",
            "node",
            "cluster",
            "pool");
    private final GaugeFamily free = new GaugeFamily(
            "accelnet_node_virtual_functions_free",
            "How many of the node's virtual functions can still be given.",
            "node",
            "cluster",
            "pool");
    private final GaugeFamily states =
            new GaugeFamily("accelnet_node_state", "1 for the state that the node has.", "node", "cluster", "state");
    private final GaugeFamily generations = new GaugeFamily(
            "accelnet_node_metadata_generation",
            "metadata.generation of the AccelNetNode, which grows with every change of the facts.",
            "node");

    /** The gauges of these nodes. */
    static Stream<MetricSnapshot> of(List<OfNode> nodes) {
        NodeFamilies families = new NodeFamilies();
        nodes.forEach(families::add);
        return Stream.of(families.all, families.used, families.free, families.states, families.generations)
                .map(GaugeFamily::snapshot);
    }

    private void add(OfNode node) {
        node.functions().forEach((pool, functions) -> {
            all.add(functions.all(), node.name(), node.cluster(), pool);
            used.add(functions.used(), node.name(), node.cluster(), pool);
            free.add(functions.free(), node.name(), node.cluster(), pool);
        });
        for (NodeState state : NodeState.values()) {
            states.add(state == node.state(), node.name(), node.cluster(), state.label());
        }
        generations.add((double) node.generation(), node.name());
    }
}

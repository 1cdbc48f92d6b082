package io.accelnet.operator.gather.nfd;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.accelnet.api.schema.ApiType;
import io.accelnet.operator.gather.kubevirt.ReferencedObject;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Node Feature Discovery's NodeFeature: what was found on a Node, of which several objects may tell. All values are texts. */
@ApiType
@Group("nfd.k8s-sigs.io")
@Version("v1alpha1")
@Kind("NodeFeature")
@Plural("nodefeatures")
public class NodeFeature extends ReferencedObject<NodeFeature.Spec, Void> implements Namespaced {
    private static final String NODE = "nfd.node.kubernetes.io/node-name";

    /**
     * What is read of the spec.
     *
     * @param features what was found
     */
    @ApiType
    record Spec(@Nullable Features features) {}

    /**
     * What was found.
     *
     * @param attributes facts by name
     * @param instances devices by kind
     */
    @ApiType
    record Features(
            @Nullable Attributes attributes, @Nullable Instances instances) {}

    /**
     * The facts that are read.
     *
     * @param topology of the processors
     */
    @ApiType
    record Attributes(
            @JsonProperty("cpu.topology") @Nullable TopologyFacts topology) {}

    /**
     * Facts of the processors.
     *
     * @param elements the facts
     */
    @ApiType
    record TopologyFacts(@Nullable Topology elements) {}

    /**
     * Facts of the processors.
     *
     * @param multithreading whether hyperthreading is on, as a text
     */
    @ApiType
    record Topology(
            @JsonProperty("hardware_multithreading") @Nullable String multithreading) {}

    /**
     * The devices that are read.
     *
     * @param network of the network
     */
    @ApiType
    record Instances(
            @JsonProperty("network.device") @Nullable Devices network) {}

    /**
     * Devices.
     *
     * @param elements the devices
     */
    @ApiType
    record Devices(@Nullable List<Device> elements) {}

    /**
     * A device.
     *
     * @param attributes what is known of it
     */
    @ApiType
    record Device(@Nullable NetworkDevice attributes) {}

    /**
     * A network device.
     *
     * @param name the interface
     * @param operstate up, down, or something else
     * @param numVfs how many virtual functions it has; absent on one that can't have any, such as a virtual function
     * @param totalVfs how many it could have; absent likewise
     */
    @ApiType
    public record NetworkDevice(
            @Nullable String name,
            @Nullable String operstate,
            @JsonProperty("sriov_numvfs") @Nullable String numVfs,

            @JsonProperty("sriov_totalvfs") @Nullable String totalVfs) {}

    /** The Node that it tells of. */
    public String node() {
        return Optional.ofNullable(getMetadata().getLabels())
                .map(labels -> labels.get(NODE))
                .orElse(getMetadata().getName());
    }

    /** Whether hyperthreading is on; empty if it doesn't say. */
    public Optional<Boolean> multithreading() {
        return features()
                .map(Features::attributes)
                .map(Attributes::topology)
                .map(TopologyFacts::elements)
                .map(Topology::multithreading)
                .flatMap(NodeFeature::truth);
    }

    /** A truth value as Node Feature Discovery writes it; empty if the text is none. */
    public static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The network devices. */
    public List<NetworkDevice> networkDevices() {
        return features()
                .map(Features::instances)
                .map(Instances::network)
                .map(Devices::elements)
                .orElse(List.of())
                .stream()
                .map(Device::attributes)
                .filter(Objects::nonNull)
                .toList();
    }

    private Optional<Features> features() {
        return Optional.ofNullable(getSpec()).map(Spec::features);
    }

    @Override
    public Object facts() {
        return Arrays.asList(node(), getSpec());
    }

    /** The Node's name stands in a label. */
    @Override
    public void trim() {
        setMetadata(identity().withLabels(Map.of(NODE, node())).build());
    }
}

package io.accelnet.operator.gather.kubevirt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.JsonNode;
import io.accelnet.api.schema.ApiType;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ControllerRevision in which KubeVirt keeps an instance type as it was when a VM was made from it. ControllerRevisions of others
 * have no label {@value #OBJECT_KIND}.
 */
@ApiType
@Group("apps")
@Version("v1")
@Kind("ControllerRevision")
@Plural("controllerrevisions")
public class InstanceTypeRevision extends ReferencedObject<Void, Void> implements Namespaced {
    /** Selects those that hold an instance type. */
    public static final String SELECTOR =
            InstanceTypeRevision.OBJECT_KIND + " in (VirtualMachineInstancetype,VirtualMachineClusterInstancetype)";

    static final String OBJECT_KIND = "instancetype.kubevirt.io/object-kind";
    private static final String OBJECT_NAME = "instancetype.kubevirt.io/object-name";

    @JsonIgnore
    private @Nullable Integer guest;

    /** Keeps of what is stored only the number of vCPUs. Who owns a ControllerRevision may store anything in it. */
    @JsonSetter("data")
    void setData(@Nullable JsonNode data) {
        guest = Optional.ofNullable(data)
                .map(stored -> stored.at("/spec/cpu/guest"))
                .filter(number -> number.canConvertToInt() && number.intValue() > 0)
                .map(JsonNode::intValue)
                .orElse(null);
    }

    /** Whether it is KubeVirt's, and holds an instance type. */
    @JsonIgnore
    public boolean isOfInstanceType() {
        @Nullable String kind = label(OBJECT_KIND);
        return VirtualMachineInstancetype.class.getSimpleName().equals(kind)
                || VirtualMachineClusterInstancetype.class.getSimpleName().equals(kind);
    }

    /** Whether it holds the instance type of this name. */
    boolean isOf(String instanceType) {
        return instanceType.equals(label(OBJECT_NAME));
    }

    Optional<Integer> vCpus() {
        return Optional.ofNullable(guest);
    }

    @Override
    public Object facts() {
        return Arrays.asList(guest, label(OBJECT_KIND), label(OBJECT_NAME));
    }

    @Override
    public void trim() {
        Map<String, String> labels = new HashMap<>(labels());
        labels.keySet().retainAll(List.of(OBJECT_KIND, OBJECT_NAME));
        setMetadata(identity().withLabels(labels).build());
    }

    private @Nullable String label(String key) {
        return labels().get(key);
    }

    private Map<String, String> labels() {
        return Objects.requireNonNullElse(getMetadata().getLabels(), Map.of());
    }
}

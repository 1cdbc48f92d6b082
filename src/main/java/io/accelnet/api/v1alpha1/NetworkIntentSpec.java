package io.accelnet.api.v1alpha1;

import io.accelnet.api.schema.ApiType;
import io.accelnet.api.schema.Bounds;
import io.accelnet.api.schema.ListSet;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says about a group of adapters.
 *
 * @param types what the adapters are for. AccelNet needs an intent that has Compute. Any number of intents have Compute, while
 *     Management, Storage and Stretch each belong to one intent at most: the older one keeps it
 * @param adapters the adapters' names, the same on every node, each a port's name there or one of its altNames. They are compared
 *     without case and taken literally, so that none holds any of * ? [ ] ( ) #. An adapter belongs to one intent at most: the older one keeps it
 * @param resourceName the extended resource under which the device plugin hands out these adapters' virtual functions, such as
 *     openshift.io/vm_ports. Of a VirtualMachine that an AccelNetVM names, those network interfaces count whose
 *     NetworkAttachmentDefinition names this resource. Absent: all that are virtual functions count. Immutable once it is there:
 *     pods have virtual functions under this name, and are looked for by it
 */
@ApiType
@ValidationRule(
        value = "!has(oldSelf.resourceName) || has(self.resourceName)",
        message = "resourceName can't be taken away, since pods that run have virtual functions under this name:"
                + " delete this NetworkIntent and create another when no VM runs on its adapters",
        fieldPath = ".resourceName",
        reason = "FieldValueForbidden")
public record NetworkIntentSpec(
        @Size(min = 1, max = 4) @ListSet List<IntentType> types,

        @Size(min = 1, max = Bounds.PORTS) @ListSet
        @ValidationRule(
                value = "self.all(a, !a.matches('[][*?()#]'))",
                message = "adapters: name each adapter literally, without any of * ? [ ] ( ) #",
                reason = "FieldValueInvalid")
        @ValidationRule(
                value = "self.all(a, self.exists_one(b, a.lowerAscii() == b.lowerAscii()))",
                message = "adapters: names are compared without case, and no two may be equal: remove one of them",
                reason = "FieldValueInvalid")
        List<@Size(min = 1, max = Bounds.PORT_LENGTH) @Pattern(Bounds.PORT) String> adapters,

        @Size(min = 3, max = Bounds.EXTENDED_RESOURCE_LENGTH) @Pattern(Bounds.EXTENDED_RESOURCE) @ValidationRule(
                value = "self == oldSelf",
                message = "resourceName is immutable, since pods that run have virtual functions under the old name:"
                        + " delete this NetworkIntent and create another when no VM runs on its adapters",
                reason = "FieldValueForbidden")
        @Nullable String resourceName) {
    public NetworkIntentSpec {
        types = Lists.orEmpty(types);
        adapters = Lists.orEmpty(adapters);
    }

    /** An intent that names no extended resource. */
    public NetworkIntentSpec(List<IntentType> types, List<String> adapters) {
        this(types, adapters, null);
    }
}

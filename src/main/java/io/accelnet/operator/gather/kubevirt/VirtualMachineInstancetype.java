package io.accelnet.operator.gather.kubevirt;

import io.accelnet.api.schema.ApiType;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** An instance type of a namespace. */
@ApiType
@Group("instancetype.kubevirt.io")
@Version("v1beta1")
@Kind("VirtualMachineInstancetype")
@Plural("virtualmachineinstancetypes")
public class VirtualMachineInstancetype extends ReferencedObject<InstanceTypeSpec, Void> implements Namespaced {}

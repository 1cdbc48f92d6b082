package io.accelnet.operator.gather.kubevirt;

import io.accelnet.api.schema.ApiType;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** An instance type of the whole cluster. */
@ApiType
@Group("instancetype.kubevirt.io")
@Version("v1beta1")
@Kind("VirtualMachineClusterInstancetype")
@Plural("virtualmachineclusterinstancetypes")
public class VirtualMachineClusterInstancetype extends ReferencedObject<InstanceTypeSpec, Void> {}

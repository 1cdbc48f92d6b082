/**
 * What an AccelNetVM's {@code spec.virtualMachineRef} is resolved from: KubeVirt's VirtualMachines, their instances and instance
 * types, and Multus' networks. It counts as KubeVirt itself counts. {@link io.accelnet.operator.gather.kubevirt.References} is the
 * place to start.
 */
@NullMarked
package io.accelnet.operator.gather.kubevirt;

import org.jspecify.annotations.NullMarked;

/** References to VirtualMachines. */
@NullMarked
package io.accelnet.operator.gather.kubevirt;

import org.jspecify.annotations.NullMarked;

/** References to VirtualMachines. */
@NullMarked
package io.accelnet.operator.gather.pod;

import org.jspecify.annotations.NullMarked;

/** Tests of what the SR-IOV network operator says of hosts. */
@NullMarked
package io.accelnet.operator.gather.sriov;

import org.jspecify.annotations.NullMarked;

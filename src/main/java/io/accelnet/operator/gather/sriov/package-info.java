/**
 * What the SR-IOV network operator says of hosts: their ports, the virtual functions of these, and which pool each belongs to.
 */
@NullMarked
package io.accelnet.operator.gather.sriov;

import org.jspecify.annotations.NullMarked;

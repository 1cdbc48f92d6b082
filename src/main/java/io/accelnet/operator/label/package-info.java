/**
 * VirtualMachines whose labels ask for an AccelNetVM: what is to be done about them, and the thread that does it.
 * {@link io.accelnet.operator.label.LabelledVirtualMachines} decides, from objects alone;
 * {@link io.accelnet.operator.label.LabelFollower} asks it again and again, and writes.
 */
@NullMarked
package io.accelnet.operator.label;

import org.jspecify.annotations.NullMarked;
